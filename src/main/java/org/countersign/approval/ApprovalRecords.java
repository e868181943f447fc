package org.countersign.approval;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.people.Organization;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the recorded approvals; the proof is taken from the answers themselves, not from a status. */
@Service
@Transactional(readOnly = true)
class ApprovalRecords implements Approvals, ApprovalProof {

    private final ApprovalCycles cycles;
    private final CurrentCycles current;
    private final RemarkBook remarks;
    private final Organization organization;

    ApprovalRecords(ApprovalCycles cycles, CurrentCycles current, RemarkBook remarks, Organization organization) {
        this.cycles = cycles;
        this.current = current;
        this.remarks = remarks;
        this.organization = organization;
    }

    @Override
    public List<ApprovalEntry> of(DocumentNumber document) {
        return entries(cycles.ofDocument(document.value()));
    }

    private static List<ApprovalEntry> entries(List<ApprovalCycle> all) {
        return all.stream()
                .flatMap(cycle -> cycle.steps().stream()
                        .filter(step -> cycle.partsOf(step).isEmpty() && !step.isNotNeeded())
                        .sorted(Comparator.comparingInt(ApprovalStep::level).thenComparingInt(ApprovalStep::turn))
                        .map(step -> step.entry()))
                .toList();
    }

    @Override
    public ApprovalRecord recordOf(DocumentNumber document) {
        var all = cycles.ofDocument(document.value());
        return new ApprovalRecord(
                entries(all),
                all.stream()
                        .flatMap(cycle -> remarks.of(cycle).stream().map(remark -> remark.shown(cycle)))
                        .toList());
    }

    @Override
    public Map<DocumentNumber, List<ApprovalEntry>> approvedOf(Collection<DocumentNumber> documents, String kind) {
        return documents.isEmpty()
                ? Map.of()
                : cycles.currentOf(documents.stream().map(DocumentNumber::value).toList()).stream()
                        .filter(cycle -> cycle.kind().equals(kind))
                        .filter(ApprovalRecords::isProof)
                        .collect(Collectors.toMap(ApprovalCycle::document, cycle -> entries(List.of(cycle))));
    }

    @Override
    public Optional<ApprovalOutcome> outcomeOf(DocumentNumber document) {
        return current(document).map(ApprovalCycle::outcome);
    }

    @Override
    public Optional<Explanation> failureOf(DocumentNumber document) {
        return current(document).filter(ApprovalCycle::isPending).map(ApprovalCycle::failure);
    }

    @Override
    public List<DocumentNumber> concerning(UserId user, String kind, int most) {
        var documents = new TreeSet<String>(Comparator.reverseOrder());
        documents.addAll(cycles.documentsAsked(user.value(), kind, Limit.of(most)));
        documents.addAll(cycles.documentsAnswered(user.value(), kind, Limit.of(most)));
        return documents.stream().limit(most).map(DocumentNumber::new).toList();
    }

    @Override
    public boolean concerns(DocumentNumber document, UserId user) {
        var groups = organization.groupsOf(user);
        var all = cycles.ofDocument(document.value());
        return all.stream()
                        .flatMap(cycle -> cycle.steps().stream())
                        .anyMatch(step -> step.asked(user)
                                || step.answeredBy().filter(user::equals).isPresent()
                                || step.isOpen() && step.role().isGroup(groups))
                || all.stream().anyMatch(cycle -> cycle.told().names(user, groups))
                || all.stream()
                        .flatMap(cycle -> remarks.of(cycle).stream())
                        .anyMatch(remark -> remark.by().equals(user)
                                || remark.to().filter(user::equals).isPresent());
    }

    @Override
    public boolean isApproved(DocumentNumber document) {
        return current(document).filter(ApprovalRecords::isProof).isPresent();
    }

    @Override
    public boolean isApproved(DocumentNumber document, String kind) {
        return current(document)
                .filter(cycle -> cycle.kind().equals(kind))
                .filter(ApprovalRecords::isProof)
                .isPresent();
    }

    private static boolean isProof(ApprovalCycle cycle) {
        return cycle.outcome() == ApprovalOutcome.APPROVED && !cycle.isSuperseded() && cycle.isAgreed();
    }

    private Optional<ApprovalCycle> current(DocumentNumber document) {
        return current.of(document);
    }
}
