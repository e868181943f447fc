package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Formats;
import org.countersign.shared.Money;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Quotes of a requisition: who offers it for how much, which one is chosen, and why. The requester writes them while the
 * requisition may be changed (R09). Where the table {@code quote-policy} demands quotes, it cannot be submitted without.
 */
@Service
public class RequisitionQuotes {

    /** The most quotes of one requisition. */
    public static final int MOST = 20;

    private final KeptQuotes quotes;
    private final RequisitionAttachments attachments;
    private final Requisitions requisitions;
    private final QuotePolicy policy;
    private final AuditTrail audit;

    RequisitionQuotes(
            KeptQuotes quotes,
            RequisitionAttachments attachments,
            Requisitions requisitions,
            QuotePolicy policy,
            AuditTrail audit) {
        this.quotes = quotes;
        this.attachments = attachments;
        this.requisitions = requisitions;
        this.policy = policy;
        this.audit = audit;
    }

    /**
     * A quote as somebody writes it.
     *
     * @param supplier name or number, up to 200 characters
     * @param price in all, net of tax
     * @param currency ISO 4217; the requisition's where it is left out
     * @param attachment id of the file that is the quote, among the requisition's attachments
     * @param chosen whether it is the one that shall be taken
     * @param reason why it is chosen; kept for the chosen one only
     */
    public record Draft(
            @Nullable String supplier,
            @Nullable BigDecimal price,
            @Nullable String currency,
            @Nullable String attachment,
            @Nullable Boolean chosen,
            @Nullable String reason) {}

    /** The quotes of a requisition in their order. */
    @Transactional(readOnly = true)
    public List<RequisitionQuote> of(RequisitionNumber number) {
        return quotes.findByRequisitionOrderByPosition(number.value());
    }

    /** What the policy demands of a requisition that is being written; null where the table gives no answer. */
    public QuotePolicy.@Nullable Demand demandFor(Requisition requisition) {
        try {
            return policy.demandFor(requisition);
        } catch (QuotesUnknown unanswered) {
            return null;
        }
    }

    /**
     * Replaces the quotes of the actor's own requisition.
     *
     * @throws org.countersign.shared.RuleViolation naming every faulty field (422), for a requisition that cannot be changed
     *     (409), or somebody else's (403)
     */
    @Transactional
    public List<RequisitionQuote> replace(RequisitionNumber number, @Nullable List<Draft> drafts, Actor actor) {
        var requisition = requisitions.lock(number.value()).orElseThrow(() -> new NotFound("requisition", number));
        RequisitionAttachments.mustBeOpen(requisition, actor);
        var written = read(requisition, drafts == null ? List.of() : drafts);
        var before = of(number).stream().map(RequisitionQuote::inWords).toList();
        quotes.deleteAllOf(number.value());
        quotes.saveAll(written);
        quotes.flush();
        var after = written.stream().map(RequisitionQuote::inWords).toList();
        if (!before.equals(after)) {
            audit.record(AuditEvent.of(number.document(), "requisition.quotes-changed", actor)
                    .changed("quotes", before, after));
        }
        return written;
    }

    private List<RequisitionQuote> read(Requisition requisition, List<Draft> drafts) {
        var check = new FieldCheck();
        var files = attachments.of(requisition.number()).stream()
                .map(RequisitionAttachment::id)
                .collect(Collectors.toSet());
        check.that(drafts.size() <= MOST, "quotes", "has at most " + MOST + " quotes");
        check.that(
                drafts.stream().filter(RequisitionQuotes::isChosen).count() <= 1,
                "quotes",
                "has one chosen quote at most");
        for (int index = 0; index < drafts.size(); index++) {
            read(drafts.get(index), "quotes[" + index + "].", files, check);
        }
        check.demand(PurchasingRule.INCOMPLETE_QUOTES);
        var written = new ArrayList<RequisitionQuote>();
        for (var draft : drafts) {
            var code = Formats.trimmed(draft.currency());
            var currency = code == null ? requisition.currency() : Currency.getInstance(code);
            written.add(new RequisitionQuote(
                    requisition.number(),
                    written.size() + 1,
                    Objects.requireNonNull(draft.supplier()).strip(),
                    new Money(Objects.requireNonNull(draft.price()), currency).rounded(),
                    Formats.trimmed(draft.attachment()),
                    isChosen(draft),
                    isChosen(draft) ? Formats.trimmed(draft.reason()) : null));
        }
        return written;
    }

    private static void read(Draft draft, String path, Set<String> files, FieldCheck check) {
        var price = draft.price();
        var currency = Formats.trimmed(draft.currency());
        var attachment = Formats.trimmed(draft.attachment());
        check.text(draft.supplier(), path + "supplier", 200)
                .that(price != null && price.signum() >= 0, path + "price", "is required and not below zero")
                .digits(price, path + "price", 13, 4)
                .that(
                        currency == null || Formats.isCurrency(currency),
                        path + "currency",
                        "is an ISO 4217 code such as EUR")
                .that(
                        attachment == null || files.contains(attachment),
                        path + "attachment",
                        "is none of the requisition’s attachments")
                .atMost(draft.reason(), path + "reason", 2000);
    }

    private static boolean isChosen(Draft draft) {
        return Boolean.TRUE.equals(draft.chosen());
    }

    /**
     * Demands the quotes that the policy asks for, each with its file and of another supplier, one of them chosen with a
     * reason.
     *
     * @return what the audit trail keeps of them; null without any
     * @throws org.countersign.shared.RuleViolation when they are not all there (422), or the table gives no answer (409)
     */
    @Transactional(propagation = Propagation.MANDATORY)
    @Nullable
    List<String> demand(Requisition requisition) {
        var there = of(requisition.number());
        var demand = policy.demandFor(requisition);
        if (demand.quotes() > 0) {
            var suppliers = there.stream()
                    .filter(quote -> quote.attachment() != null)
                    .map(quote -> quote.supplier().toLowerCase(Locale.ROOT))
                    .distinct()
                    .count();
            check(
                    suppliers >= demand.quotes(),
                    PurchasingRule.QUOTES_MISSING,
                    demand.quotes(),
                    suppliers,
                    Objects.requireNonNullElse(demand.reason(), demand.rule()));
            check(
                    there.stream()
                            .anyMatch(quote -> quote.chosen() && quote.attachment() != null && quote.reason() != null),
                    PurchasingRule.NO_QUOTE_CHOSEN,
                    Objects.requireNonNullElse(demand.reason(), demand.rule()));
        }
        return there.isEmpty()
                ? null
                : there.stream().map(RequisitionQuote::inWords).toList();
    }
}
