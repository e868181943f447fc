package org.countersign.approval;

import java.util.Optional;
import org.countersign.shared.DocumentNumber;

/**
 * Port to the documents: what a document says now, asked again where the policy could not answer (a rate was missing) and
 * where a document sent back comes in again.
 */
public interface ApprovalSubjects {

    /**
     * The document's facts as they are now, with the exchange rate of its submission date.
     *
     * @param document its number
     * @param kind of its approval, see {@link ApprovalKind}
     * @return empty for documents or kinds of another module
     */
    Optional<ApprovalSubject> subjectOf(DocumentNumber document, String kind);

    /**
     * Refuses a rejection that the document's own module could not carry out.
     *
     * @throws org.countersign.shared.RuleViolation which says why; nothing is answered then
     */
    default void demandRejectable(DocumentNumber document, String kind) {}

    /**
     * What a document's own module answers before the approval policy is asked: that a rule of its own lets the document
     * pass, or that nobody can be asked yet (R03).
     *
     * @return empty where the approval policy is to be asked, as for most documents
     */
    default Optional<RoutedApproval> answered(ApprovalSubject subject) {
        return Optional.empty();
    }
}
