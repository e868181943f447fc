package org.countersign.workflow.requisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.countersign.approval.ApprovalKind;
import org.countersign.people.CostCenter;
import org.countersign.people.Organization;
import org.countersign.purchasing.RequesterHistory;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionAttachment;
import org.countersign.purchasing.RequisitionAttachments;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.purchasing.RequisitionQuote;
import org.countersign.purchasing.RequisitionQuotes;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.workflow.approval.ApprovalView;
import org.countersign.workflow.support.Figures;
import org.springframework.stereotype.Component;

/** What approvers see of a requisition. */
@Component
class RequisitionApprovalView implements ApprovalView {

    private static final Map<String, String> URGENCIES = Map.of("high", "Urgent", "low", "Has time");

    private final RequisitionManagement requisitions;
    private final RequisitionAttachments attachments;
    private final RequisitionQuotes quotes;
    private final RequisitionView view;
    private final RequesterHistory history;
    private final Organization organization;

    RequisitionApprovalView(
            RequisitionManagement requisitions,
            RequisitionAttachments attachments,
            RequisitionQuotes quotes,
            RequisitionView view,
            RequesterHistory history,
            Organization organization) {
        this.requisitions = requisitions;
        this.attachments = attachments;
        this.quotes = quotes;
        this.view = view;
        this.history = history;
        this.organization = organization;
    }

    @Override
    public boolean supports(String kind) {
        return kind.equals(ApprovalKind.REQUISITION);
    }

    @Override
    public DocumentContent contentOf(DocumentNumber document, String kind) {
        var requisition = requisitions.requisition(new RequisitionNumber(document.value()));
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                "Cost centre",
                organization
                        .costCenter(requisition.costCenter())
                        .map(CostCenter::name)
                        .map(name -> requisition.costCenter() + " " + name)
                        .orElse(requisition.costCenter())));
        history.of(requisition.requester(), requisition.suppliers(), view.namesOf(requisition), null)
                .forEach(said -> facts.add(new Fact("Ordered before", said)));
        facts.add(new Fact("Needed by", Figures.day(requisition.neededBy())));
        facts.add(new Fact("Deliver to", Objects.toString(requisition.location(), "")));
        facts.add(new Fact("Project", Objects.toString(requisition.project(), "")));
        facts.add(new Fact("Urgency", URGENCIES.getOrDefault(requisition.urgency(), "")));
        facts.add(new Fact("Reason", Objects.toString(requisition.justification(), "")));
        var files = attachments.of(requisition.number());
        return new DocumentContent(
                "",
                view.supplierNames(requisition),
                facts,
                lines(requisition),
                files.stream()
                        .map(file -> new Attachment(file.name(), file.shownSize(), link(file)))
                        .toList(),
                quotes.of(requisition.number()).stream()
                        .map(quote -> quote(quote, files))
                        .toList());
    }

    @Override
    public Optional<Money> totalWithout(DocumentNumber document, Set<Integer> lines) {
        return Optional.of(requisitions
                .requisition(new RequisitionNumber(document.value()))
                .totalWithout(lines));
    }

    private static Quote quote(RequisitionQuote quote, List<RequisitionAttachment> files) {
        var file = files.stream()
                .filter(one -> one.id().equals(quote.attachment()))
                .findFirst();
        return new Quote(
                quote.supplier(),
                Figures.money(quote.price()),
                file.map(RequisitionAttachment::name).orElse(""),
                file.map(RequisitionApprovalView::link).orElse(""),
                quote.chosen() ? Objects.requireNonNullElse(quote.reason(), "–") : "");
    }

    private static String link(RequisitionAttachment file) {
        return "/requisitions/" + file.requisition() + "/attachments/" + file.id();
    }

    private List<Line> lines(Requisition requisition) {
        return IntStream.rangeClosed(1, requisition.lines().size())
                .mapToObj(number -> {
                    var line = requisition.lines().get(number - 1);
                    return new Line(
                            Integer.toString(number),
                            line.description(),
                            Figures.quantity(line.quantity(), line.unit()),
                            Figures.price(line.unitPrice()),
                            Figures.money(line.amount(requisition.currency())),
                            view.nameOf(line.supplier()));
                })
                .toList();
    }
}
