package org.countersign.approval;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.people.Organization;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Something became of a document, and the cycle of its supplier or customer names people who are told.
 *
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param cycle 1 for the first submission
 * @param title what it is about
 * @param requester who asked
 * @param total net of tax, in the document's currency
 * @param stage what became of it
 * @param people who is told, each once
 * @param by whose answer ended it; the product itself where a rule approved or nothing ended yet
 * @param comment the reason of a rejection, the comment of the last approval
 */
public record PartnerNews(
        DocumentNumber document,
        String kind,
        int cycle,
        String title,
        UserId requester,
        Money total,
        Stage stage,
        Set<UserId> people,
        UserId by,
        @Nullable String comment) {

    /** What became of a document. */
    public enum Stage {
        /** It waits for its approvals. */
        PENDING,
        /** It is approved. */
        APPROVED,
        /** It is rejected. */
        REJECTED
    }

    static void pending(ApprovalCycle cycle, Organization organization, ApplicationEventPublisher events) {
        publish(cycle, Stage.PENDING, cycle.told().pending(), UserId.SYSTEM, null, organization, events);
    }

    static void ended(
            ApprovalCycle cycle,
            UserId by,
            @Nullable String comment,
            Organization organization,
            ApplicationEventPublisher events) {
        switch (cycle.outcome()) {
            case APPROVED -> publish(cycle, Stage.APPROVED, cycle.told().approved(), by, comment, organization, events);
            case REJECTED -> publish(cycle, Stage.REJECTED, cycle.told().rejected(), by, comment, organization, events);
            case PENDING, RETURNED, WITHDRAWN -> {}
        }
    }

    private static void publish(
            ApprovalCycle cycle,
            Stage stage,
            List<String> named,
            UserId by,
            @Nullable String comment,
            Organization organization,
            ApplicationEventPublisher events) {
        if (named.isEmpty()) {
            return;
        }
        var people = new TreeSet<UserId>();
        for (var one : named) {
            PartnerCycle.person(one).filter(organization::isActive).ifPresent(people::add);
            PartnerCycle.group(one).map(organization::activeMembersOf).ifPresent(people::addAll);
        }
        if (!people.isEmpty()) {
            events.publishEvent(new PartnerNews(
                    cycle.document(),
                    cycle.kind(),
                    cycle.number(),
                    cycle.title(),
                    cycle.requester(),
                    cycle.total(),
                    stage,
                    people,
                    by,
                    comment));
        }
    }
}
