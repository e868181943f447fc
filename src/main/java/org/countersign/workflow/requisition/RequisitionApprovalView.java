package org.countersign.workflow.requisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.countersign.approval.ApprovalKind;
import org.countersign.people.CostCenter;
import org.countersign.people.Organization;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionAttachments;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.approval.ApprovalView;
import org.countersign.workflow.support.Figures;
import org.springframework.stereotype.Component;

/** What approvers see of a requisition. */
@Component
class RequisitionApprovalView implements ApprovalView {

    private static final Map<String, String> URGENCIES = Map.of("high", "Urgent", "low", "Has time");

    private final RequisitionManagement requisitions;
    private final RequisitionAttachments attachments;
    private final RequisitionView view;
    private final Organization organization;

    RequisitionApprovalView(
            RequisitionManagement requisitions,
            RequisitionAttachments attachments,
            RequisitionView view,
            Organization organization) {
        this.requisitions = requisitions;
        this.attachments = attachments;
        this.view = view;
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
        facts.add(new Fact("Needed by", Figures.day(requisition.neededBy())));
        facts.add(new Fact("Deliver to", Objects.toString(requisition.location(), "")));
        facts.add(new Fact("Project", Objects.toString(requisition.project(), "")));
        facts.add(new Fact("Urgency", URGENCIES.getOrDefault(requisition.urgency(), "")));
        facts.add(new Fact("Reason", Objects.toString(requisition.justification(), "")));
        return new DocumentContent("", view.supplierNames(requisition), facts, lines(requisition), files(requisition));
    }

    private List<Attachment> files(Requisition requisition) {
        return attachments.of(requisition.number()).stream()
                .map(file -> new Attachment(
                        file.name(),
                        file.shownSize(),
                        "/requisitions/" + requisition.number() + "/attachments/" + file.id()))
                .toList();
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
