package org.countersign.approval;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.people.Organization;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Whom an open step asks, and who of them may still answer. It is found out each time, for people come and go, and what one
 * step asks of somebody may bar them from the step beside it (R05).
 */
@Component
class AskedPeople {

    private final Approvers approvers;
    private final StandIns standIns;
    private final CurrentCycles current;
    private final Organization organization;

    AskedPeople(Approvers approvers, StandIns standIns, CurrentCycles current, Organization organization) {
        this.approvers = approvers;
        this.standIns = standIns;
        this.current = current;
        this.organization = organization;
    }

    /**
     * What an open step asks about. One that wants another person's answer asks nobody who has answered or is asked beside it, and
     * whoever has given that answer is asked by none beside it, in whatever order they answer (R05).
     */
    Asking about(ApprovalCycle cycle, ApprovalStep step) {
        return about(cycle, step, step.needsAnotherPerson() ? beside(cycle, step) : Set.of())
                .heldAs(step.held());
    }

    /** Likewise, of a step that is about to be opened beside others. @param beside who alone is asked there */
    Asking about(ApprovalCycle cycle, ApprovalStep step, Collection<UserId> beside) {
        return step.needsAnotherPerson()
                ? Asking.of(cycle).withoutAsking(answerersBefore(cycle)).withoutAsking(beside)
                : Asking.of(cycle).withoutAsking(cycle.answeredAsAnother(step));
    }

    /** Who has answered before where another person is wanted: in this round, or in the one that it goes on from. */
    private Set<UserId> answerersBefore(ApprovalCycle cycle) {
        var people = new TreeSet<>(cycle.answerers());
        current.continuedBy(cycle).map(ApprovalCycle::answerers).ifPresent(people::addAll);
        return people;
    }

    /** Whether somebody may not answer a step because another person is wanted. */
    boolean hasAnsweredBefore(ApprovalCycle cycle, ApprovalStep step, UserId person) {
        return step.needsAnotherPerson() && answerersBefore(cycle).contains(person);
    }

    /** Everybody who may answer an open step now: whom it asks, and whom its escalation asked, as long as they decide that. */
    Set<UserId> eligible(ApprovalCycle cycle, ApprovalStep step) {
        var about = about(cycle, step);
        var asked = asked(step, about);
        var people = new TreeSet<>(asked);
        for (var person : step.escalatedTo()) {
            escalated(step, person, about, asked)
                    .map(Escalation.Reached::person)
                    .filter(person::equals)
                    .ifPresent(people::add);
        }
        return people;
    }

    /** Who decides now what an escalation asked of somebody; empty where nobody does. */
    Optional<Escalation.Reached> escalated(ApprovalCycle cycle, ApprovalStep step, UserId person) {
        var about = about(cycle, step);
        return escalated(step, person, about, asked(step, about));
    }

    /** Whoever was meant, or who stands in for them now and is not asked already (R08); nobody further up: they were not told. */
    private Optional<Escalation.Reached> escalated(
            ApprovalStep step, UserId person, Asking about, Collection<UserId> asked) {
        var meant = Objects.requireNonNullElse(step.escalatedFor(person), person);
        if (about.bars(meant)) {
            return Optional.empty();
        }
        var others = new TreeSet<>(step.escalatedTo());
        others.addAll(asked);
        others.remove(person);
        var substitute = standIns.of(meant, about.withoutAsking(others).heldAs(step.heldByEscalation(person)));
        return substitute.isPresent()
                ? substitute.map(one -> new Escalation.Reached(one, meant))
                : organization.isActive(meant) ? Optional.of(new Escalation.Reached(meant, null)) : Optional.empty();
    }

    /** Whom an open step asks: the person it was opened for, or whoever is in the group today. */
    Set<UserId> asked(ApprovalCycle cycle, ApprovalStep step) {
        return asked(step, about(cycle, step));
    }

    /** Those who may answer an open step and have not answered before (R05). */
    Set<UserId> left(ApprovalCycle cycle, ApprovalStep step) {
        return cycle.withoutAnswer(eligible(cycle, step), step);
    }

    /** Who must not be asked by an escalation of a step, for that would take the only person from a step beside it. */
    Set<UserId> neededBeside(ApprovalCycle cycle, ApprovalStep step) {
        var people = new TreeSet<UserId>();
        for (var other : cycle.openSteps()) {
            if (isBeside(other, step) && (step.needsAnotherPerson() || other.needsAnotherPerson())) {
                people.addAll(needed(cycle, other));
            }
        }
        return people;
    }

    /**
     * Whether some open step wants another person's answer of somebody who has answered elsewhere, or is asked beside it; or asks
     * somebody who has given such an answer beside it; or had nobody left but those whom an escalation asked, who have answered
     * elsewhere.
     */
    boolean isAnybodyAskedInVain(ApprovalCycle cycle) {
        return cycle.openSteps().stream()
                .anyMatch(step -> isAskedInVain(cycle, step)
                        || !step.escalatedTo().isEmpty() && left(cycle, step).isEmpty());
    }

    /** Whether an open step asks nobody any more because some step wants another person's answer. */
    boolean isAskedInVain(ApprovalCycle cycle, ApprovalStep step) {
        return (step.needsAnotherPerson() || !cycle.answeredAsAnother(step).isEmpty()) && asksNobody(cycle, step);
    }

    /** Whether none of those whom an open step was given to may answer it any more. */
    private boolean asksNobody(ApprovalCycle cycle, ApprovalStep step) {
        var left = left(cycle, step);
        return step.role().kind() == ApprovalRole.Kind.GROUP
                ? left.isEmpty()
                : step.assignee().filter(left::contains).isEmpty();
    }

    private Set<UserId> asked(ApprovalStep step, Asking about) {
        if (step.role().kind() == ApprovalRole.Kind.GROUP) {
            var members = new TreeSet<>(organization.activeMembersOf(step.role().required()));
            members.removeAll(about.barred());
            if (step.isPart()) {
                members.retainAll(step.candidates());
            }
            return members;
        }
        if (step.delegate().isPresent()) {
            var delegate = step.delegate().get();
            return delegate.equals(approvers.of(delegate, about).person()) ? Set.of(delegate) : Set.of();
        }
        return step.nominal()
                .map(person -> approvers.of(person, about).people())
                .orElse(Set.of());
    }

    private Set<UserId> beside(ApprovalCycle cycle, ApprovalStep step) {
        var people = new TreeSet<UserId>();
        for (var other : cycle.openSteps()) {
            if (isBeside(other, step)) {
                people.addAll(needed(cycle, other));
            }
        }
        return people;
    }

    private static boolean isBeside(ApprovalStep other, ApprovalStep step) {
        return !other.id().equals(step.id());
    }

    /**
     * Who alone can answer an open step, and for whom: what somebody decides on behalf of another is no answer of a person
     * beside that one. Nobody where it is one of several of which not all are needed.
     */
    private Set<UserId> needed(ApprovalCycle cycle, ApprovalStep step) {
        var only = onlyOne(cycle, step);
        if (only.isEmpty() || cycle.canSpare(step)) {
            return Set.of();
        }
        var people = new TreeSet<>(Set.of(only.get()));
        if (!step.offersAll()) {
            step.nominal().ifPresent(people::add);
        }
        return people;
    }

    private Optional<UserId> onlyOne(ApprovalCycle cycle, ApprovalStep step) {
        // Two steps that each want another person would ask about each other without end: it counts who has the task.
        if (step.needsAnotherPerson()) {
            return step.offersAll() ? step.onlyCandidate() : step.assignee();
        }
        var people = asked(cycle, step);
        return people.size() == 1 ? people.stream().findFirst() : Optional.empty();
    }
}
