package org.countersign.policy;

import java.time.Instant;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Port to the process that asks for the release of a change, in the caller's transaction. */
public interface PolicyChangeWorkflow {

    /** Somebody is to release it: the process starts. */
    void proposed(PolicyChange change);

    /**
     * Answers the question to the group as a person does in Tasklist; the process hands the answer back to {@link
     * PolicyChanges#answered}.
     *
     * @param effectiveAt when it comes into force; null for now
     * @param accepted whether it is accepted that documents of the last year would get no answer (R03)
     */
    void answer(
            PolicyChange change,
            boolean release,
            @Nullable String comment,
            @Nullable Instant effectiveAt,
            boolean accepted,
            UserId by);

    /** It came to its end past the question: nobody is asked any more, and nothing waits. */
    void settled(PolicyChange change);
}
