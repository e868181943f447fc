package org.countersign.models.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.countersign.models.MigratedInstance;
import org.countersign.models.MigratedInstance.Outcome;
import org.countersign.models.MigrationFinding;
import org.countersign.models.MigrationInstruction;
import org.countersign.models.MigrationPlan;
import org.countersign.models.MigrationProgress;
import org.countersign.models.MigrationReport;
import org.countersign.models.MigrationState;
import org.countersign.models.ModelMigration;
import org.countersign.models.ModelMigrations;
import org.countersign.models.RunningInstance;
import org.countersign.models.RunningVersion;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.PageAnswer;
import org.countersign.shared.UserId;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is open on which version of a process, and how it is moved to another one. */
@RestController
@Tag(name = "Models")
@RequestMapping("/api/v1/models/{key}")
class MigrationController {

    private final ModelMigrations migrations;
    private final MessageSource texts;

    MigrationController(ModelMigrations migrations, MessageSource texts) {
        this.migrations = migrations;
        this.texts = texts;
    }

    /**
     * A version of a process, and what is open on it.
     *
     * @param deployedBy null where the product brought it, and where nobody knows any more
     */
    record Open(
            String key,
            int version,
            boolean newest,
            boolean suspended,
            Instant deployedAt,
            @Nullable String deployedBy,
            String origin,
            long instances,
            long called,
            long suspendedInstances,
            long incidents) {

        static Open of(RunningVersion running) {
            var version = running.version();
            var deployment = version.deployment();
            return new Open(
                    version.key(),
                    version.version(),
                    running.newest(),
                    running.suspended(),
                    deployment.at(),
                    deployment.by() == null ? null : deployment.by().value(),
                    deployment.origin().name(),
                    running.instances(),
                    running.called(),
                    running.suspendedInstances(),
                    running.incidents());
        }
    }

    /** What becomes of an element. @param to null where it becomes nothing */
    record Instruction(@Nullable String from, @Nullable String to) {}

    /** A plan to be drawn up. */
    record Draft(
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable List<@Nullable Instruction> instructions,
            @Nullable String note) {}

    /** A process to be moved. @param instance its id, or the number of its document */
    record Choice(
            @Nullable String instance,
            @Nullable String document,
            @Nullable String reason) {

        @Nullable
        String chosen() {
            return instance == null ? document : instance;
        }
    }

    /** @param onlySafe whether those that would lose something stay, and the others are moved */
    record Order(@Nullable String reason, @Nullable Boolean onlySafe) {}

    /** Something to know. */
    record Told(boolean refused, @Nullable String element, String message) {}

    /** An element of one of the versions. */
    record Element(
            String id,
            String label,
            String type,
            String fate,
            @Nullable String target,
            long instances) {}

    /** A plan, and what it would do now. */
    record Plan(
            String id,
            String key,
            int from,
            int to,
            List<Instruction> instructions,
            @Nullable String note,
            MigrationState state,
            String draftedBy,
            Instant draftedAt,
            @Nullable Instant triedAt,
            @Nullable String startedBy,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String batch,
            @Nullable Report report) {}

    /** What a plan would do. */
    record Report(
            boolean possible,
            boolean clean,
            long instances,
            long movable,
            List<Element> elements,
            List<Told> findings) {}

    /** One process that was tried. @param refusals why it cannot be moved */
    record Tried(String instance, @Nullable String document, boolean possible, boolean moved, List<String> refusals) {}

    /** A process that failed or stays. */
    record Left(String instance, @Nullable String document, String reason) {}

    /** How far a plan is. */
    record Progress(
            MigrationState state,
            long total,
            long moved,
            long left,
            long failed,
            long remaining,
            long tried,
            List<Left> failures) {}

    /** What became of a process. */
    record Result(
            String instance,
            @Nullable String document,
            Outcome outcome,
            @Nullable String reason,
            Instant at) {}

    @GetMapping("/versions/instances")
    @Operation(
            summary =
                    "What is open on which version of a process; versions without processes are left out, but the newest")
    List<Open> running(@PathVariable String key, Actor actor) {
        return migrations.running(key, actor).stream().map(Open::of).toList();
    }

    @GetMapping("/versions/{version}/instances")
    @Operation(summary = "The processes that run on a version, by document, a page at a time")
    PageAnswer<RunningInstance> instances(
            @PathVariable String key,
            @PathVariable int version,
            @Sortable(
                            value = {"document"},
                            byDefault = "document")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(migrations.instances(key, version, actor, page.toPageable()), one -> one);
    }

    @GetMapping("/migrations")
    @Operation(summary = "Plans to move processes, the latest first")
    PageAnswer<Plan> list(
            @PathVariable String key,
            @Sortable(
                            value = {"draftedAt"},
                            byDefault = "draftedAt,desc")
                    PageQuery page,
            Actor actor) {
        return PageAnswer.of(migrations.of(key, actor, page.toPageable()), plan -> view(plan, null));
    }

    @PostMapping("/migrations")
    @Operation(summary = "Draws up a plan: equal elements become each other, and beyond that what the instructions say")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Plan> draft(@PathVariable String key, @RequestBody Draft draft, Actor actor, Locale language) {
        var plan = new MigrationPlan(
                key,
                Objects.requireNonNullElse(draft.from(), 0),
                Objects.requireNonNullElse(draft.to(), 0),
                instructions(draft.instructions()));
        var drawn = migrations.draft(plan, draft.note(), actor);
        return ResponseEntity.created(URI.create("/api/v1/models/" + key + "/migrations/" + drawn.id()))
                .body(told(drawn, actor, language));
    }

    @GetMapping("/migrations/{id}")
    @Operation(summary = "A plan, and what it would do as the processes stand now")
    Plan one(@PathVariable String key, @PathVariable String id, Actor actor, Locale language) {
        return told(migrations.migration(key, id, actor), actor, language);
    }

    @PutMapping("/migrations/{id}")
    @Operation(summary = "Says something else of the elements of a draft")
    Plan change(
            @PathVariable String key, @PathVariable String id, @RequestBody Draft draft, Actor actor, Locale language) {
        return told(
                migrations.change(key, id, instructions(draft.instructions()), draft.note(), actor), actor, language);
    }

    @DeleteMapping("/migrations/{id}")
    @Operation(summary = "Puts a draft away")
    Plan drop(@PathVariable String key, @PathVariable String id, Actor actor) {
        return view(migrations.drop(key, id, actor), null);
    }

    @PostMapping("/migrations/{id}/rehearsal")
    @Operation(summary = "Moves one process, compares what it holds, and takes that back: nothing is changed")
    Tried rehearse(
            @PathVariable String key,
            @PathVariable String id,
            @RequestBody Choice choice,
            Actor actor,
            Locale language) {
        var trial = migrations.rehearse(key, id, choice.chosen(), actor);
        return tried(trial, false, language);
    }

    @PostMapping("/migrations/{id}/trial")
    @Operation(summary = "Moves one process for good, named by its id or its document")
    Tried tryOn(
            @PathVariable String key,
            @PathVariable String id,
            @RequestBody Choice choice,
            Actor actor,
            Locale language) {
        return tried(migrations.tryOn(key, id, choice.chosen(), choice.reason(), actor), true, language);
    }

    @PostMapping("/migrations/{id}/execution")
    @Operation(summary = "Has all processes moved in the background; onlySafe: those alone that lose nothing")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Progress> execute(
            @PathVariable String key, @PathVariable String id, @RequestBody Order order, Actor actor, Locale language) {
        migrations.execute(key, id, order.reason(), Boolean.TRUE.equals(order.onlySafe()), actor);
        return ResponseEntity.accepted().body(progress(key, id, actor, language));
    }

    @GetMapping("/migrations/{id}/execution")
    @Operation(summary = "How far the moving of processes is")
    Progress progress(@PathVariable String key, @PathVariable String id, Actor actor, Locale language) {
        return said(migrations.progress(key, id, actor));
    }

    @PostMapping("/migrations/{id}/execution/{turn:suspension|resumption|retry|end}")
    @Operation(summary = "Halts it, has it go on, has what failed tried again, or ends it")
    Progress turn(
            @PathVariable String key,
            @PathVariable String id,
            @PathVariable String turn,
            Actor actor,
            Locale language) {
        switch (turn) {
            case "suspension" -> migrations.pause(key, id, actor);
            case "resumption" -> migrations.resume(key, id, actor);
            case "retry" -> migrations.retry(key, id, actor);
            default -> migrations.stop(key, id, actor);
        }
        return progress(key, id, actor, language);
    }

    @GetMapping("/migrations/{id}/instances")
    @Operation(summary = "What became of the processes, the latest first")
    PageAnswer<Result> outcomes(
            @PathVariable String key,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Outcome outcome,
            @Sortable(
                            value = {"at"},
                            byDefault = "at,desc")
                    PageQuery page,
            Actor actor,
            Locale language) {
        return PageAnswer.of(
                migrations.outcomes(key, id, outcome, actor, page.toPageable()), one -> result(one, language));
    }

    private Result result(MigratedInstance one, Locale language) {
        return new Result(
                one.instance(),
                one.document(),
                one.outcome(),
                one.reason() == null ? null : one.reason().in(language, texts),
                one.at());
    }

    private static Progress said(MigrationProgress progress) {
        return new Progress(
                progress.state(),
                progress.total(),
                progress.moved(),
                progress.left(),
                progress.failed(),
                progress.remaining(),
                progress.tried(),
                progress.failures().stream()
                        .map(failure -> new Left(
                                failure.instance().id(), failure.instance().document(), failure.message()))
                        .toList());
    }

    private Tried tried(ModelMigrations.Trial trial, boolean moved, Locale language) {
        return new Tried(
                trial.instance().id(),
                trial.instance().document(),
                trial.refusals().isEmpty(),
                moved,
                trial.refusals().stream().map(why -> say(why, language)).toList());
    }

    private String say(Explanation explanation, Locale language) {
        return explanation.in(language, texts);
    }

    private static List<MigrationInstruction> instructions(@Nullable List<@Nullable Instruction> given) {
        return given == null
                ? List.of()
                : given.stream().map(MigrationController::instruction).toList();
    }

    /** What names no element is refused together with what names one wrongly. */
    private static MigrationInstruction instruction(@Nullable Instruction one) {
        return one == null
                ? new MigrationInstruction("", null)
                : new MigrationInstruction(Objects.requireNonNullElse(one.from(), ""), one.to());
    }

    private Plan told(ModelMigration migration, Actor actor, Locale language) {
        return view(
                migration,
                migration.state() == MigrationState.DRAFT
                        ? report(migrations.report(migration, actor), language)
                        : null);
    }

    private Report report(MigrationReport report, Locale language) {
        return new Report(
                report.possible(),
                report.isClean(),
                report.instances(),
                report.movable(),
                report.elements().stream()
                        .map(one -> new Element(
                                one.id(), one.label(), one.type(), one.fate().name(), one.target(), one.instances()))
                        .toList(),
                report.findings().stream().map(one -> told(one, language)).toList());
    }

    private Told told(MigrationFinding finding, Locale language) {
        return new Told(finding.refused(), finding.element(), say(finding.sentence(), language));
    }

    private static Plan view(ModelMigration migration, @Nullable Report report) {
        var plan = migration.plan();
        return new Plan(
                migration.id(),
                plan.key(),
                plan.from(),
                plan.to(),
                plan.instructions().stream()
                        .map(one -> new Instruction(one.from(), one.to()))
                        .toList(),
                migration.note(),
                migration.state(),
                migration.draftedBy().value(),
                migration.draftedAt(),
                migration.triedAt(),
                value(migration.startedBy()),
                migration.startedAt(),
                migration.finishedAt(),
                migration.batch(),
                report);
    }

    private static @Nullable String value(@Nullable UserId user) {
        return user == null ? null : user.value();
    }
}
