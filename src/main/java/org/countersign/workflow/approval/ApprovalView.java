package org.countersign.workflow.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;

/**
 * What an approver has to see of a document, beside what approval itself knows (number, title, requester, total, reason).
 * Each process that has its documents approved implements it for its kinds.
 */
public interface ApprovalView {

    /** Whether this view knows documents of this kind of approval. */
    boolean supports(String kind);

    /** What to show, formatted for people. */
    DocumentContent contentOf(DocumentNumber document, String kind);

    /** The document's total without some of its lines; empty where it has none that could be rejected alone. */
    default Optional<Money> totalWithout(DocumentNumber document, Set<Integer> lines) {
        return Optional.empty();
    }

    /**
     * A document's content.
     *
     * @param requester who asked for the purchase, where that is not who had the document approved; empty otherwise
     * @param supplier from whom; several are named with commas
     * @param facts in the order in which they are shown; those without a value are left out
     * @param lines in their order; empty for a document without lines
     * @param attachments its files, in their order
     * @param quotes what suppliers offer for it, in their order
     */
    record DocumentContent(
            String requester,
            String supplier,
            List<Fact> facts,
            List<Line> lines,
            List<Attachment> attachments,
            List<Quote> quotes) {

        /** A document without files. */
        public DocumentContent(String requester, String supplier, List<Fact> facts, List<Line> lines) {
            this(requester, supplier, facts, lines, List.of(), List.of());
        }

        public DocumentContent {
            facts = facts.stream()
                    .filter(fact -> !fact.value().toString().isBlank())
                    .toList();
            lines = List.copyOf(lines);
            attachments = List.copyOf(attachments);
            quotes = List.copyOf(quotes);
        }
    }

    /**
     * A named value.
     *
     * @param label for example {@code Cost centre}
     * @param value for example {@code CC-100 Production}: a text or an {@link org.countersign.shared.Explanation}
     */
    record Fact(String label, Object value) {}

    /**
     * One line of the document.
     *
     * @param line its number
     * @param description what is bought
     * @param quantity with its unit
     * @param price of one unit, in the document's currency
     * @param amount net, in the document's currency
     * @param supplier from whom; empty where none is named
     */
    record Line(String line, String description, String quantity, String price, String amount, String supplier) {}

    /**
     * A file of the document. The link opens with the reader's own rights.
     *
     * @param name of the file
     * @param size for people
     * @param link path on this server
     */
    record Attachment(String name, String size, String link) {}

    /**
     * A supplier's offer.
     *
     * @param supplier who offers
     * @param price in all, with its currency
     * @param file name of its file; empty without one
     * @param link path of its file on this server; empty without one
     * @param reason why it is the chosen one; empty for the others
     */
    record Quote(String supplier, String price, String file, String link, String reason) {}
}
