package org.countersign.console.web.model;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.models.MigrationElement;
import org.countersign.models.MigrationFate;
import org.countersign.models.MigrationFinding;
import org.countersign.models.MigrationInstruction;
import org.countersign.models.MigrationPlan;
import org.countersign.models.MigrationReport;
import org.countersign.models.MigrationRule;
import org.countersign.models.MigrationState;
import org.countersign.models.ModelKind;
import org.countersign.models.ModelLibrary;
import org.countersign.models.ModelMigration;
import org.countersign.models.ModelMigrations;
import org.countersign.models.RunningInstance;
import org.countersign.shared.Actor;
import org.countersign.shared.Formats;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is open on which version of a process, and the plans that move it to another one. */
@Controller
class MigrationPageController {

    private static final int PAGE = 50;
    private static final int MOST_PAGES = 100_000;

    private final ModelMigrations migrations;
    private final ModelLibrary library;
    private final PageModel pages;

    MigrationPageController(ModelMigrations migrations, ModelLibrary library, PageModel pages) {
        this.migrations = migrations;
        this.library = library;
        this.pages = pages;
    }

    /** A process that runs, with the labels of its steps in the reader's language. */
    record Row(String id, @Nullable String document, boolean suspended, String steps) {}

    /** An element, in the reader's language. */
    record Place(
            String id,
            String label,
            String type,
            MigrationFate fate,
            @Nullable String target,
            @Nullable String targetLabel,
            long instances,
            boolean isOld) {

        /** Whether something happens to it. */
        public boolean isNotable() {
            return fate != MigrationFate.KEPT || instances > 0;
        }
    }

    /** Something that somebody said of an element. */
    record Said(String from, String label, @Nullable String toLabel) {}

    @GetMapping("/models/{key}/instances")
    ModelAndView instances(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "0") int page,
            Actor actor) {
        return open(key, version, page, FormProblems.NONE, HttpStatus.OK, actor);
    }

    @PostMapping("/models/{key}/migrations")
    ModelAndView draft(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to,
            @RequestParam(required = false) @Nullable String note,
            RedirectAttributes redirect,
            Actor actor) {
        try {
            var drawn = migrations.draft(
                    new MigrationPlan(
                            key, Objects.requireNonNullElse(from, 0), Objects.requireNonNullElse(to, 0), List.of()),
                    note,
                    actor);
            redirect.addFlashAttribute("done", pages.words().text("models.migration.done.drafted"));
            return to(drawn);
        } catch (RuleViolation violation) {
            return open(
                    key, null, 0, FormProblems.of(violation, pages.words()), HttpStatus.UNPROCESSABLE_ENTITY, actor);
        }
    }

    private ModelAndView open(
            String key, @Nullable Integer version, int page, FormProblems problems, HttpStatus status, Actor actor) {
        var view = head("console/model/instances", key, status, actor);
        var say = pages.words();
        var running = migrations.running(key, actor);
        var plans = migrations.of(key, actor, PageRequest.of(0, PAGE));
        view.addObject("running", running);
        view.addObject("others", running.stream().filter(one -> !one.newest()).toList());
        view.addObject("plans", plans.getContent());
        view.addObject("mayDraft", ModelMigrations.mayDraft(actor));
        view.addObject("problems", problems);
        var shown = running.stream()
                .filter(one -> version != null && one.version().version() == version)
                .findFirst()
                .orElse(null);
        view.addObject("chosen", shown);
        if (shown != null) {
            var slice = Math.min(Math.max(page, 0), MOST_PAGES);
            view.addObject("slice", slice);
            var found = migrations.instances(key, shown.version().version(), actor, PageRequest.of(slice, PAGE));
            view.addObject("more", found.hasNext());
            view.addObject("rows", found.stream().map(one -> row(key, one, say)).toList());
        }
        return view;
    }

    @GetMapping("/models/{key}/migrations/{id}")
    ModelAndView one(
            @PathVariable String key,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int page,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean isFollowing,
            HttpServletResponse response,
            Actor actor) {
        if (isFollowing && migrations.migration(key, id, actor).state() != MigrationState.RUNNING) {
            // Who followed the progress gets the whole page anew: drawings, outcomes and state are others now.
            response.setHeader("HX-Refresh", "true");
        }
        return show(key, id, page, FormProblems.NONE, HttpStatus.OK, null, actor);
    }

    /** Who opens the address of an answer, as another language or a bookmark does, sees the plan. */
    @GetMapping("/models/{key}/migrations/{id}/{answer:instructions|rehearsal|trial|execution}")
    String plan() {
        return "redirect:/models/{key}/migrations/{id}";
    }

    @PostMapping("/models/{key}/migrations/{id}/instructions")
    ModelAndView instruct(
            @PathVariable String key,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            RedirectAttributes redirect,
            Actor actor) {
        return done(key, id, "changed", redirect, actor, () -> {
            var seen = migrations.migration(key, id, actor);
            var said = new ArrayList<>(seen.plan().instructions());
            said.removeIf(one -> one.from().equals(from));
            said.add(new MigrationInstruction(Objects.requireNonNullElse(from, ""), Formats.trimmed(to)));
            return migrations.change(key, id, said, seen.note(), actor);
        });
    }

    @PostMapping("/models/{key}/migrations/{id}/instructions/removal")
    ModelAndView forget(
            @PathVariable String key,
            @PathVariable String id,
            @RequestParam String from,
            RedirectAttributes redirect,
            Actor actor) {
        return done(key, id, "changed", redirect, actor, () -> {
            var seen = migrations.migration(key, id, actor);
            return migrations.change(
                    key,
                    id,
                    seen.plan().instructions().stream()
                            .filter(one -> !one.from().equals(from))
                            .toList(),
                    seen.note(),
                    actor);
        });
    }

    @PostMapping("/models/{key}/migrations/{id}/removal")
    ModelAndView drop(@PathVariable String key, @PathVariable String id, RedirectAttributes redirect, Actor actor) {
        return done(key, id, "dropped", redirect, actor, () -> migrations.drop(key, id, actor));
    }

    @PostMapping("/models/{key}/migrations/{id}/rehearsal")
    ModelAndView rehearse(
            @PathVariable String key,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String instance,
            Actor actor) {
        try {
            var trial = migrations.rehearse(key, id, instance, actor);
            return show(key, id, 0, FormProblems.NONE, HttpStatus.OK, trial, actor);
        } catch (RuleViolation violation) {
            return refused(key, id, violation, null, actor);
        }
    }

    @PostMapping("/models/{key}/migrations/{id}/trial")
    ModelAndView tryOn(
            @PathVariable String key,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect,
            Actor actor) {
        try {
            var trial = migrations.tryOn(key, id, instance, reason, actor);
            redirect.addFlashAttribute(
                    "done",
                    pages.words()
                            .text(
                                    "models.migration.done.tried",
                                    Objects.requireNonNullElse(
                                            trial.instance().document(),
                                            trial.instance().id())));
            return to(migrations.migration(key, id, actor));
        } catch (RuleViolation violation) {
            // What would be lost is said again in the reader's language, one sentence each.
            var why = violation.rule() == MigrationRule.SOMETHING_WOULD_BE_LOST
                    ? migrations.rehearse(key, id, instance, actor)
                    : null;
            return refused(key, id, violation, why, actor);
        }
    }

    @PostMapping("/models/{key}/migrations/{id}/execution")
    ModelAndView execute(
            @PathVariable String key,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "false") boolean onlySafe,
            RedirectAttributes redirect,
            Actor actor) {
        return done(key, id, "started", redirect, actor, () -> migrations.execute(key, id, reason, onlySafe, actor));
    }

    @PostMapping("/models/{key}/migrations/{id}/execution/{turn:suspension|resumption|retry|end}")
    ModelAndView turn(
            @PathVariable String key,
            @PathVariable String id,
            @PathVariable String turn,
            RedirectAttributes redirect,
            Actor actor) {
        return done(key, id, turn, redirect, actor, () -> switch (turn) {
            case "suspension" -> migrations.pause(key, id, actor);
            case "resumption" -> migrations.resume(key, id, actor);
            case "retry" -> migrations.retry(key, id, actor);
            default -> migrations.stop(key, id, actor);
        });
    }

    private ModelAndView done(
            String key,
            String id,
            String what,
            RedirectAttributes redirect,
            Actor actor,
            Supplier<ModelMigration> change) {
        try {
            var made = change.get();
            redirect.addFlashAttribute("done", pages.words().text("models.migration.done." + what));
            return to(made);
        } catch (RuleViolation violation) {
            return refused(key, id, violation, null, actor);
        }
    }

    private ModelAndView refused(
            String key, String id, RuleViolation violation, ModelMigrations.@Nullable Trial trial, Actor actor) {
        var status = switch (violation.rule().refusal()) {
            case CONFLICT -> HttpStatus.CONFLICT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            default -> HttpStatus.UNPROCESSABLE_ENTITY;
        };
        return show(key, id, 0, FormProblems.of(violation, pages.words()), status, trial, actor);
    }

    private ModelAndView show(
            String key,
            String id,
            int page,
            FormProblems problems,
            HttpStatus status,
            ModelMigrations.@Nullable Trial trial,
            Actor actor) {
        var view = head("console/model/migration", key, status, actor);
        var say = pages.words();
        var migration = migrations.migration(key, id, actor);
        var plan = migration.plan();
        var address = new ModelAddress(key, null);
        var language = say.language().getLanguage();
        view.addObject("migration", migration);
        view.addObject("oldDiagram", address.diagram(plan.from(), language));
        view.addObject("newDiagram", address.diagram(plan.to(), language));
        view.addObject("problems", problems);
        view.addObject("trial", trial);
        view.addObject("mayDraft", ModelMigrations.mayDraft(actor) && migration.state() == MigrationState.DRAFT);
        view.addObject("mayExecute", ModelMigrations.mayExecute(actor));
        var report = migrations.report(migration, actor);
        var isDraft = migration.state() == MigrationState.DRAFT;
        var places = places(key, report, say);
        view.addObject("report", report);
        view.addObject("findings", isDraft ? report.findings() : List.<MigrationFinding>of());
        view.addObject("places", places);
        view.addObject("notable", places.stream().filter(Place::isNotable).toList());
        view.addObject("becoming", targets(key, plan, actor, say));
        view.addObject("said", said(plan, places));
        var slice = Math.min(Math.max(page, 0), MOST_PAGES);
        var outcomes = migrations.outcomes(key, id, null, actor, PageRequest.of(slice, PAGE));
        view.addObject("progress", migrations.progress(key, id, actor));
        view.addObject("outcomes", outcomes.getContent());
        view.addObject("slice", slice);
        view.addObject("more", outcomes.hasNext());
        view.addObject(
                "choices",
                isDraft
                        ? migrations.instances(key, plan.from(), actor, PageRequest.of(0, PAGE)).stream()
                                .map(one -> row(key, one, say))
                                .toList()
                        : List.<Row>of());
        return view;
    }

    private ModelAndView head(String template, String key, HttpStatus status, Actor actor) {
        var view = new ModelAndView(template, status);
        var newest = library.newest(ModelKind.PROCESS, key, actor);
        view.addObject("address", new ModelAddress(key, null));
        view.addObject("newest", newest);
        view.addObject("name", ModelPageController.nameOf(newest, pages.words()));
        return view;
    }

    private static ModelAndView to(ModelMigration migration) {
        var view = new ModelAndView("redirect:/models/{key}/migrations/{id}");
        view.addObject("key", migration.plan().key());
        view.addObject("id", migration.id());
        return view;
    }

    private static Row row(String key, RunningInstance one, Words say) {
        return new Row(
                one.id(),
                one.document(),
                one.suspended(),
                String.join(
                        ", ",
                        one.steps().stream()
                                .map(step -> ModelPageController.nameOf(key, step.id(), step.label(), say))
                                .toList()));
    }

    private static List<Place> places(String key, MigrationReport report, Words say) {
        return report.elements().stream()
                .map(one -> new Place(
                        one.id(),
                        ModelPageController.nameOf(key, one.id(), one.label(), say),
                        one.type(),
                        one.fate(),
                        one.target(),
                        one.target() == null || one.targetLabel() == null
                                ? null
                                : ModelPageController.nameOf(key, one.target(), one.targetLabel(), say),
                        one.instances(),
                        one.fate() != MigrationFate.NEW))
                .toList();
    }

    /** What an element of the old version could become: everything of the new one at which a process can stand. */
    private List<Place> targets(String key, MigrationPlan plan, Actor actor, Words say) {
        return migrations.places(key, plan.to(), actor).stream()
                .map(one -> place(key, one, say))
                .toList();
    }

    private static Place place(String key, MigrationElement one, Words say) {
        return new Place(
                one.id(),
                ModelPageController.nameOf(key, one.id(), one.label(), say),
                one.type(),
                one.fate(),
                null,
                null,
                0,
                false);
    }

    private static List<Said> said(MigrationPlan plan, List<Place> places) {
        return plan.instructions().stream()
                .map(one -> {
                    var place = places.stream()
                            .filter(other -> other.isOld() && other.id().equals(one.from()))
                            .findFirst();
                    return new Said(
                            one.from(),
                            place.map(Place::label).orElse(one.from()),
                            one.to() == null
                                    ? null
                                    : place.map(Place::targetLabel).orElse(one.to()));
                })
                .toList();
    }
}
