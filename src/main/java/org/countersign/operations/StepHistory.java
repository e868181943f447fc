package org.countersign.operations;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where processes stand and stood. Asked without anybody's rights: those are checked before. */
public interface StepHistory {

    /**
     * A step that came to its end; not one whose process was deleted from outside.
     *
     * @param category of what is bought or sold, by value most of the document; empty where there is none
     * @param group the group that was asked; empty where none was, but a person or nobody
     */
    record Ended(
            String model, int version, String element, Instant at, long milliseconds, String category, String group) {}

    /**
     * Steps that ended from one moment on and before another, by the clock that the engine keeps.
     *
     * @param to where the next ones begin
     */
    record Slice(LocalDateTime to, List<Ended> steps) {}

    /**
     * Something that stands at a step.
     *
     * @param document what it is about
     * @param since since when; null where history does not say
     * @param instance the process instance
     */
    record Standing(String document, @Nullable Instant since, String instance, int version) {}

    /**
     * A step of a model.
     *
     * @param name as the model calls it; null where it does not
     */
    record Step(String element, @Nullable String name) {}

    /** The versions of a model, the latest first; empty for an unknown one. */
    List<Integer> versions(String model);

    /** What takes time in a model: activities, and events and gateways that wait; in the order of the model. */
    List<Step> steps(String model, int version);

    /** The moment before which nothing ends any more, by the clock that the engine keeps. */
    LocalDateTime settled();

    /**
     * The next steps that ended; about as many as wanted, and always all of one moment together.
     *
     * @param from the first moment; null for the very first
     * @param until no further than here
     */
    Slice ended(@Nullable LocalDateTime from, LocalDateTime until, int most);

    /** How many stand at which step of a model. @param version null for all */
    Map<String, Long> standing(String model, @Nullable Integer version);

    /** What stands at a step, a page of it. */
    List<Standing> standingAt(String model, @Nullable Integer version, String element, long offset, int most);

    /** For how many days the history of each model is kept; models without an end are not among them. */
    Map<String, Integer> daysKept();

    /** The first moment of a month, by the clock that the engine keeps. */
    LocalDateTime firstMoment(YearMonth month);
}
