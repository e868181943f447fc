package org.countersign.models;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.models.MigratedInstance.Outcome;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.Formats;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves running processes to another version of their model: process analysts draw plans up, operations try them on one
 * process and then have them carried out on all. Whoever may see models sees them.
 */
@Service
public class ModelMigrations {

    private static final int MOST_INSTRUCTIONS = 500;
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_ID = 255;
    private static final int MOST_FAILURES = 50;

    private final ProcessMigrations processes;
    private final MigrationRows rows;
    private final MigrationLog log;
    private final ModelLibrary library;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    ModelMigrations(
            ProcessMigrations processes,
            MigrationRows rows,
            MigrationLog log,
            ModelLibrary library,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.processes = processes;
        this.rows = rows;
        this.log = log;
        this.library = library;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether somebody may draw up plans. */
    public static boolean mayDraft(Actor actor) {
        return actor.isSystem() || actor.isIn(Group.PROCESS_ANALYST);
    }

    /** Whether somebody may try plans and have them carried out. */
    public static boolean mayExecute(Actor actor) {
        return actor.isSystem() || actor.isIn(Group.OPERATIONS);
    }

    /** What is open on which version of a process. @throws NotFound where there is no such process */
    public List<RunningVersion> running(String key, Actor actor) {
        library.demandRead(actor);
        var found = processes.running(key);
        if (found.isEmpty()) {
            throw new NotFound("process", key);
        }
        return found;
    }

    /** Processes that run on a version, by document. */
    public Page<RunningInstance> instances(String key, int version, Actor actor, Pageable page) {
        library.demandRead(actor);
        return new PageImpl<>(
                processes.instances(key, version, page.getOffset(), page.getPageSize()),
                page,
                processes.count(key, version));
    }

    /** Plans for a process, the latest first. */
    public Page<ModelMigration> of(String key, Actor actor, Pageable page) {
        library.demandRead(actor);
        var plans = rows.of(key, page.getOffset(), page.getPageSize()).stream()
                .map(this::settled)
                .toList();
        return new PageImpl<>(plans, page, rows.count(key));
    }

    /** A plan. @throws NotFound where there is none */
    public ModelMigration migration(String key, String id, Actor actor) {
        library.demandRead(actor);
        return settled(found(key, id));
    }

    /** Where processes can stand in a version. */
    public List<MigrationElement> places(String key, int version, Actor actor) {
        library.demandRead(actor);
        return processes.places(key, version);
    }

    /** What a plan would do, as the processes stand now. */
    public MigrationReport report(ModelMigration migration, Actor actor) {
        library.demandRead(actor);
        return processes.report(migration.plan());
    }

    /** Draws up a plan. What the engine refuses of it is in its report. */
    public ModelMigration draft(MigrationPlan plan, @Nullable String note, Actor actor) {
        actor.mustBeIn(Group.PROCESS_ANALYST);
        if (processes.running(plan.key()).isEmpty()) {
            throw new NotFound("process", plan.key());
        }
        check(plan.instructions(), note)
                .that(processes.exists(plan.key(), plan.from()), "from", "is no version of it")
                .that(processes.exists(plan.key(), plan.to()), "to", "is no version of it")
                .that(plan.from() != plan.to(), "to", "is another version")
                .demand(MigrationRule.INCOMPLETE_MIGRATION);
        var id = UUID.randomUUID().toString();
        inTransaction(() -> {
            rows.add(id, plan, Formats.trimmed(note), actor.user());
            audit.record(event(plan, id, "drafted", actor).with("note", Formats.trimmed(note)));
            return id;
        });
        return found(plan.key(), id);
    }

    /** Says something else of the elements of a draft; who has tried it before tries it anew. */
    public ModelMigration change(
            String key, String id, List<MigrationInstruction> instructions, @Nullable String note, Actor actor) {
        actor.mustBeIn(Group.PROCESS_ANALYST);
        check(instructions, note).demand(MigrationRule.INCOMPLETE_MIGRATION);
        var seen = found(key, id);
        inTransaction(() -> {
            RuleViolation.check(rows.change(seen, instructions, Formats.trimmed(note)), MigrationRule.NO_DRAFT);
            audit.record(event(seen.plan(), id, "changed", actor)
                    .changed("instructions", said(seen.plan().instructions()), said(instructions)));
            return id;
        });
        return found(key, id);
    }

    /** Puts a draft away. A second time does nothing. */
    public ModelMigration drop(String key, String id, Actor actor) {
        actor.mustBeIn(Group.PROCESS_ANALYST);
        var seen = found(key, id);
        if (seen.state() == MigrationState.STOPPED && seen.batch() == null) {
            return seen;
        }
        inTransaction(() -> {
            RuleViolation.check(rows.drop(seen), MigrationRule.NO_DRAFT);
            audit.record(event(seen.plan(), id, "dropped", actor));
            return id;
        });
        return found(key, id);
    }

    /**
     * Whether a process can be moved: it is moved, what it holds is compared, and all of that is taken back.
     *
     * @return why it cannot; empty where it can
     * @throws RuleViolation where no such process runs on the old version (422)
     */
    public Trial rehearse(String key, String id, @Nullable String instanceOrDocument, Actor actor) {
        demandHands(actor);
        var seen = found(key, id);
        var instance = chosen(seen, instanceOrDocument);
        return new Trial(instance, processes.rehearse(seen.plan(), instance.id()));
    }

    /** One process that was tried. @param refusals why it cannot be moved; empty where it can */
    public record Trial(RunningInstance instance, List<Explanation> refusals) {

        public Trial {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * Moves one process for good. Where it was the last one on the old version, the plan is carried out with it.
     *
     * @throws RuleViolation where it would lose something (409); then nothing is moved
     */
    public Trial tryOn(
            String key, String id, @Nullable String instanceOrDocument, @Nullable String reason, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS);
        new FieldCheck()
                .text(instanceOrDocument, "instance", LONGEST_ID)
                .text(reason, "reason", LONGEST_REASON)
                .demand(MigrationRule.INCOMPLETE_MIGRATION);
        var seen = found(key, id);
        RuleViolation.check(seen.state() == MigrationState.DRAFT, MigrationRule.NO_DRAFT);
        var instance = chosen(seen, instanceOrDocument);
        inTransaction(() -> {
            RuleViolation.check(rows.tried(seen), MigrationRule.NO_DRAFT);
            var refusals = processes.migrate(seen.plan(), instance.id(), actor.user());
            RuleViolation.check(
                    refusals.isEmpty(), MigrationRule.SOMETHING_WOULD_BE_LOST, named(instance), joined(refusals));
            log.moved(
                    seen,
                    instance.id(),
                    documentOf(instance),
                    Outcome.TRIED,
                    String.valueOf(reason).strip(),
                    actor.user());
            audit.record(event(seen.plan(), id, "tried", actor)
                    .with("instance", instance.id())
                    .with("document", instance.document())
                    .with("reason", String.valueOf(reason).strip()));
            if (processes.count(key, seen.plan().from()) == 0) {
                rows.endWithTrial(seen);
            }
            return id;
        });
        return new Trial(instance, List.of());
    }

    /**
     * Has all processes moved in the background. A second click of the same person changes nothing.
     *
     * @param others whether those that would lose something stay, and the others are moved; otherwise none are
     */
    public ModelMigration execute(String key, String id, @Nullable String reason, boolean others, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS);
        new FieldCheck().text(reason, "reason", LONGEST_REASON).demand(MigrationRule.INCOMPLETE_MIGRATION);
        var seen = settled(found(key, id));
        var starter = seen.startedBy();
        if (starter != null) {
            RuleViolation.check(starter.equals(actor.user()), MigrationRule.ALREADY_CARRIED_OUT, starter);
            return seen;
        }
        RuleViolation.check(seen.state() == MigrationState.DRAFT, MigrationRule.NO_DRAFT);
        var plan = seen.plan();
        var report = processes.report(plan);
        RuleViolation.check(report.possible(), MigrationRule.PLAN_NOT_POSSIBLE, firstRefusal(report));
        RuleViolation.check(report.movable() > 0, MigrationRule.NOTHING_TO_MOVE, plan.from(), plan.key());
        RuleViolation.check(seen.triedAt() != null, MigrationRule.NOT_TRIED);
        RuleViolation.check(
                others || report.movable() == report.instances(),
                MigrationRule.SOME_WOULD_LOSE,
                report.instances() - report.movable(),
                report.instances());
        rows.underWay(key, plan.from()).ifPresent(this::settled);
        try {
            inTransaction(() -> {
                var instances = processes.movable(plan);
                RuleViolation.check(!instances.isEmpty(), MigrationRule.NOTHING_TO_MOVE, plan.from(), plan.key());
                if (!rows.take(seen, actor.user(), String.valueOf(reason).strip(), instances.size())) {
                    var now = found(key, id);
                    var by = now.startedBy();
                    if (by != null && by.equals(actor.user())) {
                        return id;
                    }
                    throw by == null
                            ? new RuleViolation(MigrationRule.NO_DRAFT)
                            : new RuleViolation(MigrationRule.ALREADY_CARRIED_OUT, by);
                }
                rows.began(id, processes.begin(plan, instances, actor.user()));
                audit.record(event(plan, id, "executed", actor)
                        .with("instances", instances.size())
                        .with("staying", report.instances() - instances.size())
                        .with("reason", String.valueOf(reason).strip()));
                return id;
            });
        } catch (DuplicateKeyException e) {
            throw new RuleViolation(MigrationRule.ANOTHER_IS_CARRIED_OUT, key, plan.from());
        }
        return found(key, id);
    }

    /** How far a plan is. */
    public MigrationProgress progress(String key, String id, Actor actor) {
        library.demandRead(actor);
        var migration = settled(found(key, id));
        var outcomes = rows.outcomes(id);
        var moved = outcomes.getOrDefault(Outcome.MOVED, 0L);
        var left = outcomes.getOrDefault(Outcome.LEFT, 0L);
        var batch = migration.batch();
        var standing = batch == null ? Optional.<ProcessMigrations.BatchProgress>empty() : processes.progress(batch);
        var failed = standing.map(ProcessMigrations.BatchProgress::failed).orElse(0L);
        return new MigrationProgress(
                migration.state(),
                migration.instances(),
                moved,
                left,
                failed,
                Math.max(0, migration.instances() - moved - left - failed),
                outcomes.getOrDefault(Outcome.TRIED, 0L),
                batch == null || failed == 0 ? List.of() : processes.failures(batch, MOST_FAILURES));
    }

    /** What became of the processes, the latest first. */
    public Page<MigratedInstance> outcomes(
            String key, String id, @Nullable Outcome outcome, Actor actor, Pageable page) {
        library.demandRead(actor);
        var migration = found(key, id);
        var counts = rows.outcomes(migration.id());
        var total = outcome == null
                ? counts.values().stream().mapToLong(Long::longValue).sum()
                : counts.getOrDefault(outcome, 0L);
        return new PageImpl<>(rows.instances(id, outcome, page.getOffset(), page.getPageSize()), page, total);
    }

    /** Halts a plan that is being carried out. */
    public ModelMigration pause(String key, String id, Actor actor) {
        return turn(key, id, MigrationState.PAUSED, actor);
    }

    /** Has a plan go on that was halted. */
    public ModelMigration resume(String key, String id, Actor actor) {
        return turn(key, id, MigrationState.RUNNING, actor);
    }

    /** Has what failed tried again. */
    public ModelMigration retry(String key, String id, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS);
        var seen = demandUnderWay(key, id);
        inTransaction(() -> {
            RuleViolation.check(processes.retry(batchOf(seen)), MigrationRule.NOT_CARRIED_OUT);
            audit.record(event(seen.plan(), id, "retried", actor));
            return id;
        });
        return found(key, id);
    }

    /** Ends a plan that is being carried out: what is not moved yet stays where it is. */
    public ModelMigration stop(String key, String id, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS);
        var seen = settled(found(key, id));
        if (seen.state() == MigrationState.STOPPED) {
            return seen;
        }
        RuleViolation.check(seen.state().isUnderWay(), MigrationRule.NOT_CARRIED_OUT);
        inTransaction(() -> {
            if (rows.stop(seen)) {
                processes.stop(batchOf(seen));
                audit.record(event(seen.plan(), id, "stopped", actor));
            }
            return id;
        });
        return found(key, id);
    }

    private ModelMigration turn(String key, String id, MigrationState to, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS);
        var seen = demandUnderWay(key, id);
        if (seen.state() != to) {
            inTransaction(() -> {
                if (rows.turn(seen, to)) {
                    RuleViolation.check(
                            processes.suspend(batchOf(seen), to == MigrationState.PAUSED),
                            MigrationRule.NOT_CARRIED_OUT);
                    audit.record(event(seen.plan(), id, to == MigrationState.PAUSED ? "paused" : "resumed", actor));
                }
                return id;
            });
        }
        return found(key, id);
    }

    private ModelMigration demandUnderWay(String key, String id) {
        var seen = settled(found(key, id));
        RuleViolation.check(seen.state().isUnderWay(), MigrationRule.NOT_CARRIED_OUT);
        return seen;
    }

    /** A batch ends by itself and tells nobody, and Cockpit can halt it: what is so is found when somebody looks. */
    private ModelMigration settled(ModelMigration seen) {
        var batch = seen.batch();
        if (!seen.state().isUnderWay() || batch == null) {
            return seen;
        }
        var standing = processes.progress(batch).orElse(null);
        if (standing == null) {
            var outcomes = rows.outcomes(seen.id());
            var through = outcomes.getOrDefault(Outcome.MOVED, 0L) + outcomes.getOrDefault(Outcome.LEFT, 0L);
            inTransaction(
                    () -> rows.ended(seen, through >= seen.instances() ? MigrationState.DONE : MigrationState.STOPPED));
        } else if (standing.suspended() != (seen.state() == MigrationState.PAUSED)) {
            inTransaction(() -> rows.turn(seen, standing.suspended() ? MigrationState.PAUSED : MigrationState.RUNNING));
        } else {
            return seen;
        }
        return found(seen.plan().key(), seen.id());
    }

    private ModelMigration found(String key, String id) {
        return rows.find(id)
                .filter(migration -> migration.plan().key().equals(key))
                .orElseThrow(() -> new NotFound("migration plan", id));
    }

    private RunningInstance chosen(ModelMigration migration, @Nullable String instanceOrDocument) {
        var wanted = Formats.trimmed(instanceOrDocument);
        var plan = migration.plan();
        return Optional.ofNullable(wanted)
                .flatMap(one -> processes.instance(plan.key(), plan.from(), one))
                .orElseThrow(() -> new RuleViolation(
                        MigrationRule.INCOMPLETE_MIGRATION,
                        List.of(new FieldProblem(
                                "instance",
                                wanted == null ? "is required" : "does not run on version " + plan.from()))));
    }

    private static void demandHands(Actor actor) {
        actor.mustBeIn(Group.PROCESS_ANALYST, Group.OPERATIONS);
    }

    private static FieldCheck check(List<MigrationInstruction> instructions, @Nullable String note) {
        return new FieldCheck()
                .atMost(note, "note", LONGEST_REASON)
                .that(
                        instructions.size() <= MOST_INSTRUCTIONS,
                        "instructions",
                        "has at most " + MOST_INSTRUCTIONS + " entries")
                .that(
                        instructions.stream()
                                .allMatch(one -> one.from() != null
                                        && !one.from().isBlank()
                                        && one.from().length() <= LONGEST_ID
                                        && (one.to() == null || one.to().length() <= LONGEST_ID)),
                        "instructions",
                        "names elements by their ids");
    }

    private static String firstRefusal(MigrationReport report) {
        return report.findings().stream()
                .filter(MigrationFinding::refused)
                .map(finding -> finding.sentence().english())
                .findFirst()
                .orElse("");
    }

    private static String said(List<MigrationInstruction> instructions) {
        return instructions.stream()
                .map(one -> one.from() + " → " + Objects.requireNonNullElse(one.to(), "–"))
                .collect(Collectors.joining(", "));
    }

    private static String named(RunningInstance instance) {
        return Objects.requireNonNullElse(instance.document(), instance.id());
    }

    private static String joined(List<Explanation> refusals) {
        return refusals.stream().map(Explanation::english).collect(Collectors.joining(" "));
    }

    private static @Nullable DocumentNumber documentOf(RunningInstance instance) {
        var document = instance.document();
        return document == null || document.isBlank() || document.length() > 64 ? null : new DocumentNumber(document);
    }

    private static String batchOf(ModelMigration migration) {
        return Objects.requireNonNull(migration.batch());
    }

    private static AuditEvent event(MigrationPlan plan, String id, String what, Actor actor) {
        var key = plan.key();
        return AuditEvent.of(
                        new DocumentNumber("model:" + key.substring(0, Math.min(50, key.length()))),
                        "migration." + what,
                        actor)
                .with("migration", id)
                .with("from", plan.from())
                .with("to", plan.to());
    }

    private <T> void inTransaction(Supplier<T> call) {
        transaction.execute(status -> call.get());
    }
}
