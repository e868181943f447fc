package org.countersign.approval;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.audit.AuditEvent;
import org.countersign.people.CostCenter;
import org.countersign.people.Department;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.PublicHolidays;
import org.countersign.shared.UserId;
import org.countersign.support.Companies;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

/** A small organisation, a policy that answers what a test wants, and the approvals between them. */
class ApprovalExamples {

    static final DocumentNumber DOCUMENT = new DocumentNumber("REQ-2026-000001");
    static final PublicHolidays HOLIDAYS = new PublicHolidays();
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    /** What was asked before, by supplier. */
    final Map<String, EarlierRequests.Earlier> earlier = new HashMap<>();

    final People people = new People();
    final List<Object> events = new ArrayList<>();
    final List<AuditEvent> audit = new ArrayList<>();
    final List<ApprovalSubject> resubmitted = new ArrayList<>();
    final Cycles cycles = new Cycles();
    final TurnableClock clock = new TurnableClock();
    ApprovalPolicy policy = facts -> {
        throw new IllegalStateException("No policy was given");
    };
    ReminderPolicy reminders = (kind, amount, urgency) -> ReminderPlan.SHIPPED;
    SubstitutePolicy substitutePolicy = facts -> new SubstitutePolicy.Verdict(false, true, "rule_notAsked", 1);
    final ApprovalRouting routing;
    final ApprovalManagement approvals;
    final Kept substitutions = new Kept();
    final Tasks tasks = new Tasks();
    final ApprovalHandover handover;
    private final Company company = Companies.in(ZoneOffset.UTC);
    final ApprovalTimes times;
    private final CurrentCycles current = new CurrentCycles(cycles);
    final Remarks remarks = new Remarks();
    private final RemarkBook book = new RemarkBook(remarks, events::add, clock);
    final ApprovalRecords records = new ApprovalRecords(cycles, current, book, people);
    final ApprovalDelegation delegation;
    final ApprovalQuestions questions;
    final RequesterRemarks requesterRemarks;
    final LastApprovers lastApprovers;
    final ExpectedPeople expected;

    ApprovalExamples() {
        people.add("department-head", "cfo");
        people.add("manager", "department-head");
        people.add("requester", "manager");
        people.add("cfo", null, "cfo", "finance-officer");
        people.add("finance", "department-head", "finance-officer");
        people.add("buyer", "department-head", "purchasing-agent");
        people.add("analyst", "department-head", "it-approver");
        people.add("admin", "department-head", "administrator");
        people.owner("CC-100", "department-head");
        var standIns = new StandIns(substitutions, people, clock, company);
        lastApprovers = new LastApprovers(records, current, standIns, people);
        var approvers = new Approvers(people, standIns);
        expected = new ExpectedPeople(approvers);
        var plans = new ReminderPlans(
                (kind, amount, urgency) -> reminders.planFor(kind, amount, urgency), calendar(null), people, company);
        var recipients = new Recipients(substitutions, standIns, clock);
        var asked = new AskedPeople(approvers, standIns, current, people);
        var counted = new EarlierAnswers(asked, people, audit::add);
        routing = new ApprovalRouting(
                facts -> policy.evaluate(facts), approvers, new ManagerChain(people), new Earlier(), company);
        var ends = new ApprovalEnds(people, audit::add, this::publish, clock);
        var freezing = new ApprovalFreezing(
                routing,
                expected,
                current,
                ends,
                new Subjects(),
                people,
                audit::add,
                this::publish,
                new ObjectMapper(),
                clock);
        approvals = new ApprovalManagement(
                routing,
                freezing,
                ends,
                asked,
                new LevelOpener(approvers, asked, counted, plans, this::publish),
                counted,
                recipients,
                cycles,
                current,
                new Subjects(),
                people,
                audit::add,
                this::publish,
                clock);
        handover = new ApprovalHandover(
                cycles, approvers, asked, standIns, recipients, approvals, tasks, audit::add, events::add, clock);
        var adviceReminders = new AdviceReminders(book, plans, audit::add, events::add, clock);
        var holders = new TaskHolders(adviceReminders, tasks);
        times = new ApprovalTimes(
                approvals,
                ends,
                plans,
                new Escalation(asked, approvers, people),
                recipients,
                holders,
                adviceReminders,
                audit::add,
                events::add,
                clock);
        delegation = new ApprovalDelegation(
                approvals, approvers, standIns, book, plans, adviceReminders, people, tasks, audit::add, clock);
        questions = new ApprovalQuestions(
                approvals,
                cycles,
                book,
                new QuestionRepliers(people, standIns),
                plans,
                adviceReminders,
                people,
                tasks,
                audit::add,
                clock);
        requesterRemarks = new RequesterRemarks(
                current, cycles, approvals, book, holders, adviceReminders, audit::add, company, clock);
    }

    private void publish(Object event) {
        events.add(event);
        if (event instanceof AskedInVain asked) {
            handover.on(asked);
        }
    }

    /** The task of the open step that this person may answer, or of the first open one. */
    String taskFor(String user) {
        return "task of " + stepFor(user);
    }

    /** From today for so many days; {@code upTo} null for any amount. */
    void away(String person, String substitute, int days, BigDecimal upTo, String... kinds) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        substitutions.save(new Substitution(
                person + "-" + substitute + "-" + substitutions.kept.size(),
                new UserId(person),
                new UserId(substitute),
                today,
                today.plusDays(days - 1L),
                Set.of(kinds),
                upTo,
                new UserId(person),
                clock.instant()));
    }

    /** Likewise, and what is not answered at the end stays with the substitute. */
    void awayLeaving(String person, String substitute, int days) {
        away(person, substitute, days, null);
        lastNamed().keepTasks();
    }

    Substitution lastNamed() {
        return List.copyOf(substitutions.kept.values()).get(substitutions.kept.size() - 1);
    }

    SubstituteMaster substituteMaster() {
        return new SubstituteMaster(
                substitutions,
                new StandIns(substitutions, people, clock, company),
                facts -> substitutePolicy.verdictOn(facts),
                handover,
                people,
                audit::add,
                events::add,
                clock);
    }

    SubstituteAnswers substituteAnswers() {
        return new SubstituteAnswers(
                substitutions,
                new StandIns(substitutions, people, clock, company),
                handover,
                people,
                audit::add,
                events::add,
                clock);
    }

    /** Looks after what those who are away are asked, as is done every few minutes. */
    void absences() {
        handover.touchedBy(substitutions.kept.values().stream()
                        .map(Substitution::person)
                        .distinct()
                        .toList())
                .forEach(handover::review);
    }

    /** Looks after every open step. */
    void review() {
        handover.waiting().forEach(handover::review);
    }

    /** Weekdays from eight to six, without German holidays. @param region of Germany; null for those of all */
    static BusinessCalendar calendar(String region) {
        return new BusinessCalendar(
                new CalendarSettings(
                        "DE",
                        region,
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(8, 0),
                        LocalTime.of(18, 0)),
                Companies.in(ZoneOffset.UTC),
                HOLIDAYS);
    }

    /**
     * The policy lets these rules fire on every portion: {@code "1 line-manager"}, {@code "2 group:cfo"}, {@code "2 group:cfo
     * all"}, {@code "2 group:cfo any another-person"}.
     */
    ApprovalExamples policyAsks(String... steps) {
        policy = facts -> new ApprovalPolicy.Verdict(
                7,
                facts.stream()
                        .map(portion ->
                                Arrays.stream(steps).map(ApprovalExamples::rule).toList())
                        .toList());
        return this;
    }

    static ApprovalPolicy.FiredRule rule(String levelAndRole) {
        var parts = levelAndRole.split(" ");
        return ApprovalPolicy.FiredRule.builder("rule_" + parts[1].replaceAll("[^a-z]", ""))
                .level(Integer.valueOf(parts[0]))
                .role(parts[1])
                .reason("Because of " + parts[1])
                .answers(parts.length > 2 ? parts[2] : null)
                .earlierAnswer(parts.length > 3 ? parts[3] : null)
                .comment(parts.length > 4 ? parts[4] : null)
                .build();
    }

    static ApprovalSubject subject() {
        return subjectOf("requester");
    }

    static ApprovalSubject subjectOf(String requester) {
        return subject(
                requester, Map.of(), new BigDecimal("12345.60"), new Portion("office", "APPROVED", "CC-100", "PROD"));
    }

    static ApprovalSubject subject(
            String requester, Map<UserId, String> excluded, BigDecimal baseAmount, Portion... portions) {
        return new ApprovalSubject(
                DOCUMENT,
                ApprovalKind.REQUISITION,
                "Chairs",
                new UserId(requester),
                excluded,
                Money.of("12345.60", "EUR"),
                baseAmount,
                "normal",
                Set.of(portions));
    }

    /** Routes and freezes a requisition of the requester. */
    ApprovalExamples submitted() {
        return submittedBy("requester");
    }

    ApprovalExamples submittedBy(String requester) {
        approvals.freeze(approvals.route(subjectOf(requester)));
        return this;
    }

    /** Opens the next level and creates a task for each step, as the process does. */
    LevelOpening open() {
        var opening = approvals.openNextLevel(DOCUMENT);
        approvals.openSteps(DOCUMENT).forEach(step -> approvals.ask(step, "task of " + step));
        return opening;
    }

    ApprovalOutcome answer(String user, Decision decision, String comment) {
        return approvals.answer(stepFor(user), decision, comment, people.actor(user));
    }

    ApprovalOutcome approve(String user) {
        return answer(user, Decision.APPROVE, null);
    }

    /** The open step that this person may answer, or the first open one. */
    String stepFor(String user) {
        var steps = approvals.openSteps(DOCUMENT);
        return steps.stream()
                .filter(step -> cycle().step(step).candidates().contains(new UserId(user)))
                .findFirst()
                .orElseGet(() -> steps.get(0));
    }

    ApprovalCycle cycle() {
        return cycles.current(DOCUMENT.value()).orElseThrow();
    }

    List<String> asked() {
        return events.stream()
                .filter(ApprovalAsked.class::isInstance)
                .map(ApprovalAsked.class::cast)
                .flatMap(event -> event.people().stream())
                .map(UserId::value)
                .toList();
    }

    <T> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** People, managers, groups and cost centres of a test. */
    static class People implements Organization {

        private final Map<UserId, Optional<UserId>> managers = new LinkedHashMap<>();
        private final Map<UserId, Person> profiles = new HashMap<>();
        private final Set<UserId> inactive = new HashSet<>();
        private final Map<String, Set<UserId>> groups = new HashMap<>();
        private final Map<String, CostCenter> costCenters = new HashMap<>();
        private final Map<String, Department> departments = new HashMap<>();
        private final Map<UserId, Person> limits = new HashMap<>();

        void add(String user, String manager, String... memberOf) {
            managers.put(new UserId(user), Optional.ofNullable(manager).map(UserId::new));
            for (var group : memberOf) {
                groups.computeIfAbsent(group, key -> new TreeSet<>()).add(new UserId(user));
            }
        }

        List<String> everybody() {
            return managers.keySet().stream().map(UserId::value).toList();
        }

        void comesBack(String user) {
            inactive.remove(new UserId(user));
        }

        /** Keeps a profile of the person, with this time zone. */
        void livesIn(String user, String timeZone) {
            livesIn(user, timeZone, null, null);
        }

        /** Likewise, with the holidays of a country and region. */
        void livesIn(String user, String timeZone, String country, String region) {
            var profile = mock(Person.class);
            when(profile.country()).thenReturn(country);
            when(profile.region()).thenReturn(region);
            when(profile.timeZone()).thenReturn(timeZone);
            profiles.put(new UserId(user), profile);
        }

        void leaves(String user) {
            inactive.add(new UserId(user));
        }

        void empty(String group) {
            groups.remove(group);
        }

        void owner(String costCenter, String owner) {
            var record = mock(CostCenter.class);
            when(record.owner()).thenReturn(owner);
            costCenters.put(costCenter, record);
        }

        void head(String department, String head) {
            var record = mock(Department.class);
            when(record.head()).thenReturn(head);
            departments.put(department, record);
        }

        void limit(String user, String limit) {
            var person = mock(Person.class);
            when(person.timeZone()).thenReturn("UTC");
            when(person.approvalLimit()).thenReturn(limit == null ? null : new BigDecimal(limit));
            limits.put(new UserId(user), person);
        }

        Actor actor(String user) {
            return new Actor(new UserId(user), groupsOf(new UserId(user)));
        }

        @Override
        public Optional<Person> person(UserId user) {
            return Optional.ofNullable(profiles.getOrDefault(user, limits.get(user)));
        }

        @Override
        public String nameOf(UserId user) {
            return "Person " + user;
        }

        @Override
        public Optional<UserId> managerOf(UserId user) {
            return managers.getOrDefault(user, Optional.empty());
        }

        @Override
        public boolean isActive(UserId user) {
            return managers.containsKey(user) && !inactive.contains(user);
        }

        @Override
        public Optional<CostCenter> costCenter(String code) {
            return Optional.ofNullable(costCenters.get(code));
        }

        @Override
        public Optional<Department> department(String code) {
            return Optional.ofNullable(departments.get(code));
        }

        @Override
        public Set<UserId> activeMembersOf(String group) {
            return groups.getOrDefault(group, Set.of()).stream()
                    .filter(this::isActive)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public Set<String> groupsOf(UserId user) {
            return groups.entrySet().stream()
                    .filter(group -> group.getValue().contains(user))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

    /** The cycles, in memory. */
    static class Cycles implements ApprovalCycles {

        private final Map<String, ApprovalCycle> cycles = new LinkedHashMap<>();

        /** In which order, each time. */
        final List<String> locked = new ArrayList<>();

        @Override
        public ApprovalCycle save(ApprovalCycle cycle) {
            cycles.put(cycle.id(), cycle);
            return cycle;
        }

        @Override
        public Optional<ApprovalCycle> findById(String id) {
            return Optional.ofNullable(cycles.get(id));
        }

        @Override
        public List<ApprovalCycle> ofDocument(String document) {
            return cycles.values().stream()
                    .filter(cycle -> cycle.document().value().equals(document))
                    .sorted(Comparator.comparing(ApprovalCycle::number))
                    .toList();
        }

        @Override
        public List<Object[]> ratesOf(Collection<String> documents) {
            return documents.stream()
                    .flatMap(document -> ofDocument(document).stream())
                    .filter(cycle -> cycle.rate() != null)
                    .map(cycle -> new Object[] {cycle.document().value(), cycle.rate()})
                    .toList();
        }

        @Override
        public List<ApprovalCycle> currentOf(Collection<String> documents) {
            return documents.stream()
                    .flatMap(document -> current(document).stream())
                    .toList();
        }

        @Override
        public Optional<ApprovalCycle> current(String document) {
            var all = ofDocument(document);
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        }

        @Override
        public Optional<ApprovalCycle> lock(String id) {
            locked.add(id);
            return findById(id);
        }

        @Override
        public Optional<String> currentIdOf(String document) {
            return current(document).map(ApprovalCycle::id);
        }

        @Override
        public Optional<String> stepOfTask(String task) {
            return cycles.values().stream()
                    .flatMap(cycle -> cycle.steps().stream())
                    .filter(step -> task.equals(step.task()))
                    .map(ApprovalStep::id)
                    .findFirst();
        }

        @Override
        public List<String> documentsAsked(String user, String kind, Limit limit) {
            return documents(
                    kind, step -> step.openedAt() != null && step.candidates().contains(new UserId(user)), limit);
        }

        @Override
        public List<String> documentsAnswered(String user, String kind, Limit limit) {
            return documents(
                    kind,
                    step -> step.answeredBy().filter(new UserId(user)::equals).isPresent(),
                    limit);
        }

        @Override
        public List<String> idsWaitingFor(String user) {
            return waiting(
                    step -> step.candidates().contains(new UserId(user)) || new UserId(user).equals(step.onBehalfOf()));
        }

        @Override
        public List<String> idsAssignedTo(Collection<String> users) {
            return waiting(step ->
                    step.assignee().map(UserId::value).filter(users::contains).isPresent());
        }

        @Override
        public List<String> idsOnBehalfOf(Collection<String> users) {
            return waiting(step -> Optional.ofNullable(step.onBehalfOf())
                    .map(UserId::value)
                    .filter(users::contains)
                    .isPresent());
        }

        @Override
        public List<String> idsEscalatedTo(Collection<String> users) {
            return waiting(step -> Stream.concat(step.escalatedTo().stream(), step.meantByEscalations().stream())
                    .map(UserId::value)
                    .anyMatch(users::contains));
        }

        @Override
        public List<String> idsWaitingForSubstitutes() {
            return waiting(step -> step.onBehalfOf() != null);
        }

        @Override
        public List<String> idsWaiting() {
            return waiting(step -> true);
        }

        @Override
        public Page<ApprovalCycle> frozenBefore(int version, Pageable page) {
            return Page.empty();
        }

        @Override
        public List<ApprovalCycle> unanswerable(Limit most) {
            return cycles.values().stream()
                    .filter(cycle -> cycle.isPending() && cycle.failure() != null)
                    .limit(most.max())
                    .toList();
        }

        @Override
        public long countUnanswerable() {
            return cycles.values().stream()
                    .filter(cycle -> cycle.isPending() && cycle.failure() != null)
                    .count();
        }

        private List<String> waiting(Predicate<ApprovalStep> which) {
            return cycles.values().stream()
                    .filter(cycle -> cycle.openSteps().stream().anyMatch(which))
                    .map(ApprovalCycle::id)
                    .toList();
        }

        private List<String> documents(String kind, Predicate<ApprovalStep> which, Limit limit) {
            return cycles.values().stream()
                    .filter(cycle ->
                            cycle.kind().equals(kind) && cycle.steps().stream().anyMatch(which))
                    .map(cycle -> cycle.document().value())
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .limit(limit.max())
                    .toList();
        }
    }

    /** The remarks, in memory. */
    static class Remarks implements ApprovalRemarks {

        private final Map<String, ApprovalRemark> kept = new LinkedHashMap<>();

        @Override
        public ApprovalRemark save(ApprovalRemark remark) {
            kept.put(remark.id(), remark);
            return remark;
        }

        @Override
        public Optional<ApprovalRemark> findById(String id) {
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        public List<ApprovalRemark> of(String cycle) {
            return kept.values().stream()
                    .filter(remark -> remark.cycle().equals(cycle))
                    .toList();
        }

        @Override
        public List<String> stepsAwaitingAdviceOf(String user) {
            return kept.values().stream()
                    .filter(remark -> remark.kind() == RemarkKind.ADVICE && remark.isOpen())
                    .filter(remark ->
                            remark.to().filter(new UserId(user)::equals).isPresent())
                    .flatMap(remark -> remark.step().stream())
                    .toList();
        }

        @Override
        public List<String> stepsAwaitingAnswers(String user) {
            return kept.values().stream()
                    .filter(remark -> remark.kind() == RemarkKind.QUESTION && remark.isOpen())
                    .flatMap(remark -> remark.step().stream())
                    .toList();
        }

        @Override
        public List<String> stepsWithOpenQuestions() {
            return stepsAwaitingAnswers("anybody");
        }
    }

    /** The substitutions, in memory. */
    static class Kept implements Substitutions {

        final Map<String, Substitution> kept = new LinkedHashMap<>();

        @Override
        public Substitution save(Substitution substitution) {
            kept.put(substitution.id(), substitution);
            return substitution;
        }

        @Override
        public Optional<Substitution> findById(String id) {
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        public List<Substitution> findByPersonOrderByFromAscIdAsc(String person) {
            return kept.values().stream()
                    .filter(one -> one.person().value().equals(person))
                    .sorted(Comparator.comparing(Substitution::from).thenComparing(Substitution::id))
                    .toList();
        }

        @Override
        public List<Substitution> findBySubstituteAndToGreaterThanEqualOrderByFromAscIdAsc(
                String substitute, LocalDate day) {
            return kept.values().stream()
                    .filter(one -> one.substitute().value().equals(substitute)
                            && !one.to().isBefore(day))
                    .sorted(Comparator.comparing(Substitution::from).thenComparing(Substitution::id))
                    .toList();
        }

        @Override
        public List<Substitution> findByToGreaterThanEqualOrderByPersonAscFromAscIdAsc(LocalDate day) {
            return kept.values().stream().filter(one -> !one.to().isBefore(day)).toList();
        }

        @Override
        public List<Substitution> unaccepted(LocalDate first, LocalDate last) {
            return kept.values().stream()
                    .filter(one -> one.state() == SubstituteState.ASKED || one.state() == SubstituteState.DECLINED)
                    .filter(one -> !one.to().isBefore(first) && !one.from().isAfter(last))
                    .sorted(Comparator.comparing(Substitution::from).thenComparing(Substitution::id))
                    .toList();
        }

        @Override
        public List<String> peopleWithAccepted(Collection<String> people, LocalDate first, LocalDate last) {
            return kept.values().stream()
                    .filter(Substitution::counts)
                    .filter(one -> !one.to().isBefore(first) && !one.from().isAfter(last))
                    .map(one -> one.person().value())
                    .filter(people::contains)
                    .distinct()
                    .toList();
        }
    }

    /** The tasks, as the process would keep them. */
    class Tasks implements ApprovalTasks, ObjectProvider<ApprovalTasks> {

        final Map<String, UserId> handed = new LinkedHashMap<>();
        final Map<String, UserId> passedOn = new LinkedHashMap<>();
        final Map<String, Instant> rescheduled = new LinkedHashMap<>();

        /** What somebody has taken to themselves. */
        final Map<String, UserId> taken = new HashMap<>();

        /** What whoever gave it back may still answer. */
        final Set<String> offered = new HashSet<>();

        @Override
        public Optional<UserId> takenBy(String task) {
            return Optional.ofNullable(taken.get(task));
        }

        @Override
        public boolean handOver(String task, UserId to, UserId onBehalfOf, Set<UserId> escalatedTo) {
            handed.put(task, to);
            return true;
        }

        @Override
        public void passOn(String task, UserId from, UserId to) {
            passedOn.put(task, to);
        }

        @Override
        public boolean lend(String task, UserId to) {
            handed.put(task, to);
            return true;
        }

        @Override
        public void giveBack(String task, UserId to, UserId from, boolean stays) {
            if (stays) {
                offered.add(task);
            }
            handed.put(task, to);
        }

        @Override
        public void reschedule(String task, String step, Instant next, Instant reminder, Instant decideBy) {
            rescheduled.put(task, next);
        }

        @Override
        public boolean canAskAnew(DocumentNumber document) {
            return true;
        }

        @Override
        public void askAnew(DocumentNumber document) {
            if (approvals.openNextLevel(document) == LevelOpening.OPENED) {
                approvals.openSteps(document).forEach(step -> approvals.ask(step, "new task of " + step));
            }
        }

        @Override
        public ApprovalTasks getObject() {
            return this;
        }

        @Override
        public Stream<ApprovalTasks> stream() {
            return Stream.of(this);
        }
    }

    /** What was asked before: whatever a test says, however far back. */
    private class Earlier implements EarlierRequests {

        @Override
        public boolean any(ApprovalSubject subject) {
            return !of(subject, 1).isEmpty();
        }

        @Override
        public Map<String, EarlierRequests.Earlier> of(ApprovalSubject subject, int days) {
            return earlier.entrySet().stream()
                    .filter(asked -> subject.suppliers().contains(asked.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** The documents' own facts: whatever a test resubmits. */
    private class Subjects implements ObjectProvider<ApprovalSubjects> {

        @Override
        public ApprovalSubjects getObject() {
            return (document, kind) -> resubmitted.stream().reduce((first, last) -> last);
        }

        @Override
        public Stream<ApprovalSubjects> orderedStream() {
            return Stream.of(getObject());
        }
    }

    /** A clock that a test turns. */
    static class TurnableClock extends Clock {

        private Instant now = START;

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
