package org.countersign.approval;

import java.time.Instant;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said about a document in approval, beside the answers to its steps.
 *
 * @param id names it where it is answered
 * @param cycle 1 for the first submission
 * @param level of the step that it is about; null where it is about the whole document
 * @param kind what it is
 * @param by who said it
 * @param to whom; null where it is for everybody who is asked
 * @param text the words; null where none were needed
 * @param at when, UTC
 * @param answer the advice, or the answer to the question; null while there is none
 * @param answeredBy who answered
 * @param answeredAt when, UTC
 * @param open whether somebody is still to answer; of a delegation, whether it still holds
 */
public record Remark(
        String id,
        int cycle,
        @Nullable Integer level,
        RemarkKind kind,
        UserId by,
        @Nullable UserId to,
        @Nullable String text,
        Instant at,
        @Nullable String answer,
        @Nullable UserId answeredBy,
        @Nullable Instant answeredAt,
        boolean open) {}
