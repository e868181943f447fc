package org.countersign.workflow.requisition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.ApprovalSubjects;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemCatalog;
import org.countersign.people.CostCenter;
import org.countersign.people.Organization;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionLine;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.PartnerCycle;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.support.BaseAmounts;
import org.springframework.stereotype.Component;

/** What approval learns about a requisition: its facts as values. */
@Component
class RequisitionSubjects implements ApprovalSubjects {

    private final RequisitionManagement requisitions;
    private final BaseAmounts amounts;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final ItemCatalog items;
    private final Clock clock;
    private final Company company;

    // Lazily, for purchasing asks this module to route while this class asks purchasing for the document.
    RequisitionSubjects(
            @org.springframework.context.annotation.Lazy RequisitionManagement requisitions,
            BaseAmounts amounts,
            SupplierDirectory suppliers,
            Organization organization,
            ItemCatalog items,
            Clock clock,
            Company company) {
        this.requisitions = requisitions;
        this.amounts = amounts;
        this.suppliers = suppliers;
        this.organization = organization;
        this.items = items;
        this.clock = clock;
        this.company = company;
    }

    @Override
    public Optional<ApprovalSubject> subjectOf(DocumentNumber document, String kind) {
        return kind.equals(ApprovalKind.REQUISITION)
                ? requisitions.find(new RequisitionNumber(document.value())).map(this::of)
                : Optional.empty();
    }

    ApprovalSubject of(Requisition requisition) {
        var submitted = requisition.isEditable() || requisition.submittedAt() == null
                ? clock.instant()
                : requisition.submittedAt();
        var known = suppliers.suppliers(requisition.suppliers()).stream()
                .collect(Collectors.toMap(Supplier::number, supplier -> supplier));
        var departments = organization
                .costCenters(requisition.lines().stream()
                        .map(line -> costCenterOf(requisition, line))
                        .collect(Collectors.toSet()))
                .stream()
                .filter(one -> one.department() != null)
                .collect(Collectors.toMap(CostCenter::code, one -> Objects.requireNonNull(one.department())));
        var catalog = items
                .items(requisition.lines().stream()
                        .map(RequisitionLine::item)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Item::number, item -> item));
        var lines = new HashMap<Portion, Set<Integer>>();
        for (var number = 1; number <= requisition.lines().size(); number++) {
            if (requisition.lines().get(number - 1).isRejected()) {
                continue;
            }
            lines.computeIfAbsent(
                            portion(requisition, requisition.lines().get(number - 1), known, departments, catalog),
                            portion -> new TreeSet<>())
                    .add(number);
        }
        var subject = new ApprovalSubject(
                        requisition.number().document(),
                        ApprovalKind.REQUISITION,
                        requisition.title(),
                        requisition.requester(),
                        Map.of(),
                        requisition.total(),
                        null,
                        requisition.urgency(),
                        lines.keySet())
                .byLines(lines)
                .submitted(
                        requisition.isEditable() ? null : requisition.submittedAt(),
                        requisition.isEditable() ? null : requisition.countedUntil());
        return amounts.of(subject, LocalDate.ofInstant(submitted, company.timeZone()));
    }

    private static ApprovalSubject.Portion portion(
            Requisition requisition,
            RequisitionLine line,
            Map<String, Supplier> known,
            Map<String, String> departments,
            Map<String, Item> catalog) {
        var costCenter = costCenterOf(requisition, line);
        var supplier = Optional.ofNullable(line.supplier()).map(known::get);
        return new ApprovalSubject.Portion(
                line.category(),
                supplier.map(one -> one.status().name()).orElse(null),
                costCenter,
                departments.getOrDefault(costCenter, requisition.department()),
                line.supplier(),
                supplier.map(Supplier::approvalCycle).orElse(PartnerCycle.NONE),
                Optional.ofNullable(line.item())
                        .map(catalog::get)
                        .filter(item -> item.isBoughtByContract(
                                line.supplier(),
                                line.unit(),
                                line.unitPrice(),
                                requisition.total().currency().getCurrencyCode()))
                        .isPresent());
    }

    private static String costCenterOf(Requisition requisition, RequisitionLine line) {
        return Objects.requireNonNullElse(line.costCenter(), requisition.costCenter());
    }
}
