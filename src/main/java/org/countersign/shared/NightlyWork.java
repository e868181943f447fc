package org.countersign.shared;

import java.time.LocalTime;

/**
 * Work that is done once a night. {@link Nights} has it done, soon after the start where the server was down at its hour: once,
 * however many nights have passed.
 */
public interface NightlyWork {

    /** Its name, by which it is remembered when it was done; it does not change. */
    String name();

    /** When it is done, by the organisation's clock. */
    LocalTime at();

    /** Does it. What fails is tried again an hour later, and so is what a crash cuts off: doing it twice must do no harm. */
    void work();
}
