package org.countersign.invoicing;

import org.countersign.shared.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which mailed documents are asked for; what is null filters nothing.
 *
 * @param text a part of sender, subject or file name
 * @param state what became of them
 */
public record MailedQuery(@Nullable String text, @Nullable MailedState state) {

    Specification<MailedDocument> toSpecification() {
        return new Filter<MailedDocument>()
                .equal("state", state)
                .containing(text, "sender", "senderName", "subject", "fileName")
                .toSpecification();
    }
}
