package org.countersign.console;

import java.util.List;
import java.util.Optional;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands that has not gone out yet, for pages: models of analysts may have it wait before it is sent. Checks no
 * right. Implemented where the engine is.
 */
public interface WayToSupplier {

    /** The step at which an order waits, other than those that send it; empty where it is being sent, or nothing runs. */
    Optional<Step> waitsAt(DocumentNumber order);

    /**
     * A step of the order's process.
     *
     * @param element its id
     * @param name as the model calls it
     * @param people who are asked there by name
     * @param groups that are asked there
     */
    record Step(String element, String name, List<UserId> people, List<AskedGroup> groups) {}

    /**
     * A group that is asked.
     *
     * @param name as administrators named it
     */
    record AskedGroup(String id, @Nullable String name) {}
}
