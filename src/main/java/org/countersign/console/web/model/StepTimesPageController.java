package org.countersign.console.web.model;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.models.ModelKind;
import org.countersign.models.ModelLibrary;
import org.countersign.operations.StepHistory.Standing;
import org.countersign.operations.StepTimes;
import org.countersign.operations.StepTimes.Figures;
import org.countersign.operations.StepTimes.Step;
import org.countersign.operations.StepTimesQuery;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Where time goes in a process: its drawing as a heat map, and the same figures as a table. */
@Controller
class StepTimesPageController {

    private static final int PAGE = 50;
    private static final int MOST_PAGES = 20_000;
    private static final List<Duration> TIMES =
            List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    private final StepTimes times;
    private final ModelLibrary library;
    private final PageModel pages;

    StepTimesPageController(StepTimes times, ModelLibrary library, PageModel pages) {
        this.times = times;
        this.library = library;
        this.pages = pages;
    }

    /** What an address asks for. */
    record Asked(
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer version,
            @Nullable String category,
            @Nullable String group,
            @Nullable String measure,
            @Nullable String sort) {

        StepTimesQuery query(StepTimes times) {
            return StepTimesQuery.of(from, to, version, category, group, times.now());
        }

        Measure shown() {
            return Measure.of(measure);
        }

        /** The same with another measure or order. */
        public String with(String path, String name, String value) {
            var address = UriComponentsBuilder.fromPath(path)
                    .queryParam("from", Objects.requireNonNullElse(from, ""))
                    .queryParam("to", Objects.requireNonNullElse(to, ""))
                    .queryParam("version", version == null ? "" : version)
                    .queryParam("category", Objects.requireNonNullElse(category, ""))
                    .queryParam("group", Objects.requireNonNullElse(group, ""))
                    .queryParam("measure", shown().word())
                    .queryParam("sort", Objects.requireNonNullElse(sort, ""));
            return address.replaceQueryParam(name, value).build().encode().toUriString();
        }
    }

    /** What the drawing is coloured by. */
    enum Measure {
        STANDING,
        MEDIAN,
        P90;

        static Measure of(@Nullable String word) {
            for (var measure : values()) {
                if (measure.word().equals(word)) {
                    return measure;
                }
            }
            return MEDIAN;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A step.
     *
     * @param heat how warm it is drawn, 1 to 5; 0 for not at all
     * @param badge what is written at it; empty for nothing
     */
    public record Row(Step step, String name, int heat, String badge, String median, String p90) {}

    /** Figures of one month, category or group. */
    public record Part(String name, Figures figures, String median, String p90) {}

    /** What stands at a step, and the address of its document; null where it has none. */
    public record Place(Standing standing, @Nullable String link) {}

    @GetMapping("/models/{key}/times")
    String page(@PathVariable String key, @ModelAttribute Asked asked, Model model, Actor actor) {
        var found = times.of(key, asked.query(times), actor);
        var say = pages.words();
        head(key, asked, model, actor);
        model.addAttribute("times", found);
        model.addAttribute("measures", Measure.values());
        model.addAttribute("shown", asked.shown());
        model.addAttribute("rows", rows(key, found.steps(), asked, say));
        model.addAttribute("legend", legend(asked.shown(), say));
        model.addAttribute(
                "empty", found.steps().stream().allMatch(step -> step.figures().ended() == 0));
        return "console/model/times";
    }

    @GetMapping("/models/{key}/times.csv")
    void file(@PathVariable String key, @ModelAttribute Asked asked, HttpServletResponse response, Actor actor) {
        var found = times.of(key, asked.query(times), actor);
        var say = pages.words();
        CsvFile.write(
                response,
                say.language(),
                key + "-times",
                List.of(
                        say.text("models.times.element"),
                        say.text("models.times.step"),
                        say.text("models.times.standing"),
                        say.text("models.times.ended"),
                        say.text("models.times.medianSeconds"),
                        say.text("models.times.p90Seconds")),
                Sort.unsorted(),
                page -> new SliceImpl<>(rows(key, found.steps(), asked, say), page, false),
                row -> Arrays.asList(
                        row.step().element(),
                        row.name(),
                        row.step().standing(),
                        row.step().figures().ended(),
                        seconds(row.step().figures().median()),
                        seconds(row.step().figures().p90())));
    }

    @GetMapping("/models/{key}/times/{element}")
    String step(
            @PathVariable String key,
            @PathVariable String element,
            @ModelAttribute Asked asked,
            @RequestParam(defaultValue = "0") int page,
            Model model,
            Actor actor) {
        var parts = times.of(key, element, asked.query(times), actor);
        var slice = Math.min(Math.max(page, 0), MOST_PAGES);
        var standing = times.standingAt(key, asked.version(), element, (long) slice * PAGE, PAGE + 1, actor);
        var say = pages.words();
        head(key, asked, model, actor);
        model.addAttribute("step", parts.step());
        model.addAttribute("stepName", name(key, parts.step(), say));
        model.addAttribute("element", element);
        model.addAttribute("whole", part("", parts.step().figures(), say));
        model.addAttribute("months", parts(parts.months(), month -> month, say));
        model.addAttribute("categories", parts(parts.categories(), category -> category(category, say), say));
        model.addAttribute("groups", parts(parts.groups(), group -> group(group, say), say));
        model.addAttribute("slice", slice);
        model.addAttribute("more", standing.size() > PAGE);
        model.addAttribute(
                "standing",
                standing.stream()
                        .limit(PAGE)
                        .map(StepTimesPageController::place)
                        .toList());
        return "console/model/times-step";
    }

    private void head(String key, Asked asked, Model model, Actor actor) {
        var newest = library.newest(ModelKind.PROCESS, key, actor);
        var say = pages.words();
        var shown = asked.version() == null ? newest : library.version(ModelKind.PROCESS, key, asked.version(), actor);
        var address = new ModelAddress(key, null);
        model.addAttribute("address", address);
        model.addAttribute("newest", newest);
        model.addAttribute("name", ModelPageController.nameOf(newest, say));
        model.addAttribute(
                "diagram", address.diagram(shown.version(), say.language().getLanguage()));
        model.addAttribute("asked", asked);
        model.addAttribute("query", asked.query(times));
        model.addAttribute("path", "/models/" + key + "/times");
        model.addAttribute("labels", new Labels(say));
    }

    /** Names of what is chosen from. */
    public record Labels(Words say) {

        /** A group, or that none was asked. */
        public String group(String group) {
            return StepTimesPageController.group(group, say);
        }

        /** A category, or that there is none. */
        public String category(String category) {
            return StepTimesPageController.category(category, say);
        }
    }

    private static String group(String group, Words say) {
        return group.equals(StepTimesQuery.NONE)
                ? say.text("models.times.noGroup")
                : say.textOr("group." + group, group);
    }

    private static String category(String category, Words say) {
        return category.equals(StepTimesQuery.NONE) ? say.text("models.times.noCategory") : category;
    }

    private static List<Row> rows(String key, List<Step> steps, Asked asked, Words say) {
        var measure = asked.shown();
        var rows = steps.stream()
                .map(step -> new Row(
                        step,
                        name(key, step, say),
                        heat(step, measure),
                        badge(step, measure, say),
                        duration(step.figures().median(), say),
                        duration(step.figures().p90(), say)));
        return (switch (Objects.requireNonNullElse(asked.sort(), "")) {
                    case "standing" ->
                        rows.sorted(Comparator.comparing((Row row) -> row.step().standing())
                                .reversed());
                    case "ended" ->
                        rows.sorted(Comparator.comparing(
                                        (Row row) -> row.step().figures().ended())
                                .reversed());
                    case "median" ->
                        rows.sorted(Comparator.comparing(
                                        (Row row) -> known(row.step().figures().median()))
                                .reversed());
                    case "p90" ->
                        rows.sorted(Comparator.comparing(
                                        (Row row) -> known(row.step().figures().p90()))
                                .reversed());
                    default -> rows;
                })
                .toList();
    }

    private static long known(@Nullable Long milliseconds) {
        return milliseconds == null ? -1 : milliseconds;
    }

    private static @Nullable Long measured(Step step, Measure measure) {
        return switch (measure) {
            case STANDING -> step.standing();
            case MEDIAN -> step.figures().median();
            case P90 -> step.figures().p90();
        };
    }

    /** By tens of those who stand, or by minute, hour, day and week: the same colour means the same in every model. */
    private static int heat(Step step, Measure measure) {
        var value = measured(step, measure);
        if (value == null || measure == Measure.STANDING && value == 0) {
            return 0;
        }
        if (measure == Measure.STANDING) {
            return Math.min(5, String.valueOf(value).length());
        }
        return 1
                + (int) TIMES.stream()
                        .filter(limit -> value >= limit.toMillis())
                        .count();
    }

    private static String badge(Step step, Measure measure, Words say) {
        var value = measured(step, measure);
        if (value == null || measure == Measure.STANDING && value == 0) {
            return "";
        }
        return measure == Measure.STANDING ? say.number(value) : duration(value, say);
    }

    private static List<String> legend(Measure measure, Words say) {
        return measure == Measure.STANDING
                ? List.of(
                        say.text("models.times.upTo", say.number(9)),
                        say.text("models.times.upTo", say.number(99)),
                        say.text("models.times.upTo", say.number(999)),
                        say.text("models.times.upTo", say.number(9_999)),
                        say.text("models.times.more"))
                : List.of(
                        say.text("models.times.underMinute"),
                        say.text("models.times.underHour"),
                        say.text("models.times.underDay"),
                        say.text("models.times.underWeek"),
                        say.text("models.times.week"));
    }

    private static String name(String key, Step step, Words say) {
        var called = step.name() == null || step.name().isBlank() ? step.element() : step.name();
        return ModelPageController.nameOf(key, step.element(), called, say);
    }

    private static List<Part> parts(Map<String, Figures> figures, UnaryOperator<String> name, Words say) {
        return figures.entrySet().stream()
                .map(one -> part(name.apply(one.getKey()), one.getValue(), say))
                .toList();
    }

    private static Part part(String name, Figures figures, Words say) {
        return new Part(name, figures, duration(figures.median(), say), duration(figures.p90(), say));
    }

    private static Place place(Standing standing) {
        var document = standing.document();
        return new Place(
                standing,
                document.isEmpty() || document.contains(":")
                        ? null
                        : UriComponentsBuilder.fromPath("/go")
                                .queryParam("number", document)
                                .build()
                                .encode()
                                .toUriString());
    }

    private static @Nullable Long seconds(@Nullable Long milliseconds) {
        return milliseconds == null ? null : Math.round(milliseconds / 1000.0);
    }

    /** The two largest units of a duration. */
    static String duration(@Nullable Long milliseconds, Words say) {
        if (milliseconds == null) {
            return Words.NOTHING;
        }
        if (milliseconds < 1000) {
            return say.text("models.times.moment");
        }
        var time = Duration.ofMillis(milliseconds);
        if (time.toDays() > 0) {
            return say.text("models.times.days", say.number(time.toDays()), time.toHoursPart());
        }
        if (time.toHours() > 0) {
            return say.text("models.times.hours", time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? say.text("models.times.minutes", time.toMinutes(), time.toSecondsPart())
                : say.text("models.times.seconds", time.toSeconds());
    }
}
