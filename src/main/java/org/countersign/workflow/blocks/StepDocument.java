package org.countersign.workflow.blocks;

import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The document that a process is about, as far as any kind of document has it.
 *
 * @param kind as the reminder policy knows it
 * @param supplier number of the supplier, null where there is none
 */
record StepDocument(
        DocumentNumber number,
        String kind,
        String title,
        UserId requester,
        Money total,
        @Nullable String supplier) {}
