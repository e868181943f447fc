package org.countersign.approval;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;

/** What other modules ask about a document's approvals. Read only. */
public interface Approvals {

    /** All steps of all cycles of a document and kind, in the order in which they are asked. */
    List<ApprovalEntry> of(DocumentNumber document);

    /** The same, with what was said beside the answers. */
    ApprovalRecord recordOf(DocumentNumber document);

    /**
     * The steps of the last cycle of several documents, by the document, and those only where that cycle is of a kind and
     * approves it: every step demanded is answered by approval (or by rule), and nothing was rejected or sent back.
     *
     * @param kind see {@link ApprovalKind}
     */
    Map<DocumentNumber, List<ApprovalEntry>> approvedOf(Collection<DocumentNumber> documents, String kind);

    /** The outcome of the document's last cycle, whatever its kind; empty if it never was in approval. */
    Optional<ApprovalOutcome> outcomeOf(DocumentNumber document);

    /** Why nobody can be asked about a document that waits for its approval (R03), in words; empty where somebody is asked. */
    Optional<Explanation> failureOf(DocumentNumber document);

    /**
     * The documents of a kind that this person was asked about or has answered, the last ones first.
     *
     * @param kind see {@link ApprovalKind}
     * @param most how many at the most
     */
    List<DocumentNumber> concerning(UserId user, String kind, int most);

    /** Whether this person may answer, or did answer, a step of the document. */
    boolean concerns(DocumentNumber document, UserId user);
}
