package org.countersign.approval;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.UserId;
import org.hibernate.Length;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/**
 * One round of approvals of a document, from a submission to its end. Its steps are those of the moment of submission and
 * are never added to or taken from (R02); a resubmission is another cycle (R09).
 */
@Entity
@Table(name = "approval_cycles")
// The facts are long and hardly ever change: an answer must not write them again.
@DynamicUpdate
class ApprovalCycle {

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "document")
    private String document;

    @Column(name = "cycle_number")
    private int number;

    @Column(name = "kind")
    private String kind;

    @Column(name = "title")
    private String title;

    @Column(name = "requester")
    private String requester;

    @Column(name = "total")
    private BigDecimal total;

    @Column(name = "currency")
    private String currency;

    @Column(name = "base_amount")
    private @Nullable BigDecimal baseAmount;

    @Embedded
    private @Nullable UsedRate rate;

    @Column(name = "urgency")
    private String urgency;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "approval_exclusions", joinColumns = @JoinColumn(name = "cycle_id"))
    @MapKeyColumn(name = "user_id")
    @Column(name = "reason")
    private Map<String, String> excluded = new HashMap<>();

    @Column(name = "facts", length = Length.LONG16)
    private String facts;

    @Column(name = "told", length = Length.LONG16)
    private @Nullable String told;

    @Column(name = "policy_version")
    private int policyVersion;

    @Column(name = "failure")
    private @Nullable String failure;

    @Column(name = "failure_facts")
    private @Nullable String failureFacts;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private ApprovalOutcome outcome = ApprovalOutcome.PENDING;

    @Column(name = "submitted_at")
    private Instant submittedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "superseded")
    private boolean superseded;

    @Column(name = "document_lines")
    private int lines;

    @Column(name = "remarks")
    private int remarks;

    @OneToMany(mappedBy = "cycle", cascade = CascadeType.ALL, fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @OrderBy("position")
    private List<ApprovalStep> steps = new ArrayList<>();

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ApprovalCycle() {}

    ApprovalCycle(int number, RoutedApproval routed, String facts, Instant at) {
        var subject = routed.subject();
        this.id = idOf(subject.document(), number);
        this.document = subject.document().value();
        this.number = number;
        this.submittedAt = at;
        take(routed, facts);
    }

    /** Takes the policy's answer of a later attempt, where the first one gave no steps. */
    final void take(RoutedApproval routed, String newFacts) {
        if (isRouted()) {
            throw new IllegalStateException("The steps of " + id + " are frozen");
        }
        var subject = routed.subject();
        kind = subject.kind();
        title = shortened(subject.title(), 255);
        requester = subject.requester().value();
        total = subject.total().amount();
        currency = subject.total().currency().getCurrencyCode();
        baseAmount = subject.baseAmount();
        rate = subject.rate();
        urgency = subject.urgency();
        lines = subject.lineCount();
        excluded = new HashMap<>();
        subject.excluded().forEach((user, reason) -> excluded.put(user.value(), reason));
        facts = newFacts;
        told = subject.told().isEmpty() ? null : subject.told().kept();
        policyVersion = routed.policyVersion();
        unanswerable(routed.failure());
        if (failure == null) {
            for (var demanded : routed.steps()) {
                steps.add(new ApprovalStep(this, steps.size() + 1, demanded));
            }
        }
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    static String idOf(DocumentNumber document, int number) {
        return document + "/" + number;
    }

    String id() {
        return id;
    }

    DocumentNumber document() {
        return new DocumentNumber(document);
    }

    int number() {
        return number;
    }

    String kind() {
        return kind;
    }

    String title() {
        return title;
    }

    UserId requester() {
        return new UserId(requester);
    }

    Money total() {
        return Money.of(total.toPlainString(), currency);
    }

    Instant submittedAt() {
        return submittedAt;
    }

    @Nullable
    BigDecimal baseAmount() {
        return baseAmount;
    }

    /** At which rate the amount in base currency was found; null where nothing was converted, or none is known. */
    @Nullable
    UsedRate rate() {
        return rate;
    }

    /** The total as the policy was told of it. */
    FrozenAmount amount() {
        return FrozenAmount.of(total().rounded(), baseAmount, rate);
    }

    String urgency() {
        return urgency;
    }

    String facts() {
        return facts;
    }

    /** Whom the partner's own cycle named at the submission. */
    PartnerCycle.Told told() {
        return PartnerCycle.Told.read(told);
    }

    int policyVersion() {
        return policyVersion;
    }

    @Nullable
    Explanation failure() {
        return failure == null ? null : Explanation.kept(failure, failureFacts);
    }

    ApprovalOutcome outcome() {
        return outcome;
    }

    /** Why the person is excluded, null if not. The requester is not meant here. */
    @Nullable
    String exclusionOf(UserId user) {
        return excluded.get(user.value());
    }

    /** Whether this person asked for the document, or proposed the change that it is about: nobody else is excluded there. */
    boolean isAskedForBy(UserId person) {
        return person.equals(requester()) || kind.equals(ApprovalKind.CHANGE_ORDER) && exclusionOf(person) != null;
    }

    /** The requester and those excluded. */
    Set<UserId> barred() {
        var all = new TreeSet<>(UserIds.sorted(excluded.keySet()));
        all.add(requester());
        return all;
    }

    List<ApprovalStep> steps() {
        return List.copyOf(steps);
    }

    boolean has(String stepId) {
        return steps.stream().anyMatch(step -> step.id().equals(stepId));
    }

    ApprovalStep step(String stepId) {
        return steps.stream()
                .filter(step -> step.id().equals(stepId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No step " + stepId + " in " + id));
    }

    /** Whether the policy's steps are frozen here. */
    boolean isRouted() {
        return !steps.isEmpty();
    }

    boolean isPending() {
        return outcome == ApprovalOutcome.PENDING && !superseded;
    }

    /** How many remarks there are; most cycles have none, and nobody looks for any then. */
    int remarks() {
        return remarks;
    }

    /** Counts one more remark. @return its number, 1 for the first */
    int remarked() {
        return ++remarks;
    }

    boolean isSuperseded() {
        return superseded;
    }

    /** Whether every step is there and agreed to. */
    boolean isAgreed() {
        return isRouted()
                && failure == null
                && steps.stream().filter(step -> !step.isPart()).allMatch(this::isAgreed);
    }

    private boolean isAgreed(ApprovalStep step) {
        return step.outcome() != null && step.outcome().agrees() && (!step.isCounted() || isEnough(step));
    }

    /** The parts of a step in which several people have to agree; none before its turn. */
    List<ApprovalStep> partsOf(ApprovalStep whole) {
        return steps.stream().filter(step -> step.isPartOf(whole)).toList();
    }

    /** The part in which this person is asked, or was before the level was opened anew. */
    Optional<ApprovalStep> partOf(ApprovalStep whole, UserId person) {
        return partsOf(whole).stream()
                .filter(part -> !part.isNotNeeded())
                .filter(part -> part.onlyCandidate().filter(person::equals).isPresent())
                .findFirst();
    }

    /** The step that one is a part of. */
    Optional<ApprovalStep> wholeOf(ApprovalStep part) {
        return steps.stream().filter(part::isPartOf).findFirst();
    }

    /** One more person is asked in a step in which several have to agree. */
    ApprovalStep ask(ApprovalStep whole) {
        var part = new ApprovalStep(this, steps.size() + 1, whole);
        steps.add(part);
        return part;
    }

    /** How many people have agreed to a step so far; nobody counts twice. */
    int agreed(ApprovalStep whole) {
        return (int) partsOf(whole).stream()
                .filter(part -> part.outcome() != null && part.outcome().agrees())
                .flatMap(part -> part.answeredBy().stream())
                .distinct()
                .count();
    }

    /** How many of those asked have to agree. */
    int needed(ApprovalStep whole) {
        return whole.needed().of((int)
                partsOf(whole).stream().filter(part -> !part.isNotNeeded()).count());
    }

    boolean isEnough(ApprovalStep whole) {
        return !partsOf(whole).isEmpty() && agreed(whole) >= needed(whole);
    }

    /** Whether a step is one of several of which more are open than are still needed. */
    boolean canSpare(ApprovalStep step) {
        return wholeOf(step)
                .filter(whole ->
                        partsOf(whole).stream().filter(ApprovalStep::isOpen).count() > needed(whole) - agreed(whole))
                .isPresent();
    }

    /** The steps that wait for an answer now. */
    List<ApprovalStep> openSteps() {
        return isPending() ? steps.stream().filter(ApprovalStep::isOpen).toList() : List.of();
    }

    /**
     * The open steps that are asked as tasks: where the same person alone can answer several, one of them, and rather the
     * one that names the person than one of a group.
     */
    List<ApprovalStep> askedSteps() {
        var people = new HashSet<UserId>();
        return openSteps().stream()
                .sorted(Comparator.comparing(step -> step.assignee().isEmpty()))
                .filter(step -> step.needsAnotherPerson()
                        || step.onlyCandidate().map(people::add).orElse(true))
                .toList();
    }

    /** The next level with a step unanswered. */
    OptionalInt nextLevel() {
        return steps.stream()
                .filter(step -> !step.isPart() && !step.isAnswered())
                .mapToInt(ApprovalStep::level)
                .min();
    }

    /** The steps of a level whose turn it is. */
    List<ApprovalStep> stepsOf(int level) {
        var left = steps.stream()
                .filter(step -> step.level() == level && !step.isPart() && !step.isAnswered())
                .toList();
        var turn = left.stream().mapToInt(ApprovalStep::turn).min().orElse(1);
        return left.stream().filter(step -> step.turn() == turn).toList();
    }

    /** Everybody who agreed to a step of this cycle. */
    Set<UserId> answerers() {
        return steps.stream()
                .flatMap(step -> step.answeredBy().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who has given another person's answer beside a step: they answer nothing else there, nor does that answer count (R05). */
    Set<UserId> answeredAsAnother(ApprovalStep step) {
        return steps.stream()
                .filter(other -> other.needsAnotherPerson() && other.isBeside(step))
                .flatMap(other -> other.answeredBy().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether this person has answered about everything that a step asks about (R05). Where an approval needs a comment, only
     * answers count that needed one: others may have been given without a word.
     */
    boolean hasAnswered(UserId person, ApprovalStep about) {
        return LineAnswers.haveSeen(
                steps.stream()
                        .filter(step -> step.answeredBy().filter(person::equals).isPresent())
                        .filter(step -> step.needsComment() || !about.needsComment())
                        .toList(),
                about,
                lines);
    }

    /** How many lines the document has that somebody may be asked about; 0 where it is asked about as a whole alone. */
    int lines() {
        return lines;
    }

    /** Whether no line is left that could go on. */
    boolean isEveryLineRejected() {
        return lines > 0 && LineAnswers.rejected(steps).size() == lines;
    }

    /** The step whose answer ended the cycle, if one did. */
    Optional<ApprovalStep> endedBy() {
        return steps.stream()
                .filter(step -> step.outcome() != null && !step.outcome().agrees())
                .findFirst()
                .or(() -> outcome == ApprovalOutcome.REJECTED ? LineAnswers.lastRejection(steps) : Optional.empty());
    }

    final void unanswerable(@Nullable Explanation why) {
        failure = why == null ? null : shortened(why.english(), 2000);
        failureFacts = why == null ? null : why.facts();
    }

    void answerable() {
        unanswerable(null);
    }

    void end(ApprovalOutcome how, Instant at) {
        outcome = how;
        endedAt = at;
    }

    void supersede(Instant at) {
        superseded = true;
        if (endedAt == null) {
            endedAt = at;
        }
    }

    /** Records who refused where nobody could be asked (R03). */
    void refuse(UserId by, @Nullable String comment, Instant at) {
        var level = nextLevel().orElse(1);
        var step = new ApprovalStep(
                this,
                steps.size() + 1,
                new RoutedApproval.DemandedStep(
                        level,
                        "group:administrator",
                        "R03",
                        failure == null ? ApprovalStatement.NOBODY_ASKED.sentence() : failure));
        steps.add(step);
        step.record(StepOutcome.REJECTED, by, comment, at);
        end(ApprovalOutcome.REJECTED, at);
    }

    /** The people of a collection who have not answered in this cycle about what a step asks. */
    Set<UserId> withoutAnswer(Collection<UserId> people, ApprovalStep about) {
        var left = new TreeSet<>(people);
        left.removeIf(person -> hasAnswered(person, about));
        return left;
    }
}
