package org.countersign.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.countersign.operations.StepHistory.Standing;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Where time goes: how many stand at each step of a model now, and how long it took those that ended. Read from what
 * {@link StepTimesRollup} counted, never from the engine's history. Nobody's own figures are told, only those of groups.
 */
@Service
public class StepTimes {

    private static final int MOST_REMEMBERED = 200;

    private final StepHistory history;
    private final StepTimesRollup rollup;
    private final OperationsSettings settings;
    private final JdbcClient database;
    private final Company company;
    private final Clock clock;
    private final Map<Asked, Counted> standing = new ConcurrentHashMap<>();

    StepTimes(
            StepHistory history,
            StepTimesRollup rollup,
            OperationsSettings settings,
            JdbcClient database,
            Company company,
            Clock clock) {
        this.history = history;
        this.rollup = rollup;
        this.settings = settings;
        this.database = database;
        this.company = company;
        this.clock = clock;
    }

    private record Asked(String model, @Nullable Integer version) {}

    private record Counted(Instant at, Map<String, Long> standing) {}

    private record Row(int month, String category, String group, String element, String durations) {}

    /**
     * How long something took.
     *
     * @param ended how many came to their end, by an answer or by an event that took them away
     * @param median in milliseconds by the calendar; null where none ended
     * @param p90 nine of ten took no longer, in milliseconds; null where none ended
     */
    public record Figures(
            long ended, @Nullable Long median, @Nullable Long p90) {}

    /**
     * A step.
     *
     * @param name as the model calls it; null where it does not
     * @param standing how many stand there now, of all categories and groups
     */
    public record Step(String element, @Nullable String name, long standing, Figures figures) {}

    /**
     * The steps of a model.
     *
     * @param countedAt up to when history is counted, about; null before it was for the first time
     * @param behind whether history is still being counted
     * @param versions the model's, the latest first
     * @param categories those that these months know, without {@link StepTimesQuery#NONE}'s
     * @param groups those that these months know
     */
    public record Times(
            String model,
            StepTimesQuery query,
            @Nullable Instant countedAt,
            boolean behind,
            List<Integer> versions,
            List<String> categories,
            List<String> groups,
            List<Step> steps) {}

    /**
     * One step by month, by category and by group.
     *
     * @param months by month, as 2026-11
     * @param categories by category; {@link StepTimesQuery#NONE} for none
     * @param groups by group; {@link StepTimesQuery#NONE} for none
     */
    public record Parts(
            Step step, Map<String, Figures> months, Map<String, Figures> categories, Map<String, Figures> groups) {}

    /** This month, by the organisation's calendar. */
    public YearMonth now() {
        return YearMonth.now(clock.withZone(company.timeZone()));
    }

    /**
     * Where time goes in a model.
     *
     * @throws org.countersign.shared.NotAllowed for whoever neither runs nor draws nor audits processes (403)
     * @throws NotFound for a model or version that is not there (404)
     */
    public Times of(String model, StepTimesQuery query, Actor actor) {
        var versions = versions(model, query.version(), actor);
        var categories = new TreeSet<String>();
        var groups = new TreeSet<String>();
        database.sql("select distinct category, group_id from step_times where model = :model"
                        + " and step_month between :from and :to")
                .param("model", model)
                .param("from", StepTimesRollup.number(query.from()))
                .param("to", StepTimesRollup.number(query.to()))
                .query(row -> {
                    categories.add(said(row.getString("category")));
                    groups.add(said(row.getString("group_id")));
                });
        var figures = merged(rows(model, query, null).stream(), Row::element);
        var now = standing(model, query.version());
        var names = new LinkedHashMap<String, @Nullable String>();
        history.steps(model, query.version() == null ? versions.get(0) : query.version())
                .forEach(step -> names.put(step.element(), step.name()));
        Stream.concat(figures.keySet().stream(), now.keySet().stream())
                .sorted()
                .forEach(element -> names.putIfAbsent(element, null));
        var steps = new ArrayList<Step>();
        names.forEach((element, name) -> steps.add(new Step(
                element,
                name,
                now.getOrDefault(element, 0L),
                figures.getOrDefault(element, new Figures(0, null, null)))));
        return new Times(
                model,
                query,
                rollup.countedAt().orElse(null),
                rollup.isBehind(),
                versions,
                List.copyOf(categories),
                List.copyOf(groups),
                steps);
    }

    /** One step of a model in parts. @throws NotFound for a model, version or step that is not there (404) */
    public Parts of(String model, String element, StepTimesQuery query, Actor actor) {
        var versions = versions(model, query.version(), actor);
        var rows = rows(model, query, element);
        var now = standing(model, query.version()).getOrDefault(element, 0L);
        var drawn = history.steps(model, query.version() == null ? versions.get(0) : query.version()).stream()
                .filter(step -> step.element().equals(element))
                .findFirst();
        if (rows.isEmpty() && now == 0 && drawn.isEmpty()) {
            throw new NotFound("step", element);
        }
        var whole = merged(rows.stream(), row -> "").getOrDefault("", new Figures(0, null, null));
        return new Parts(
                new Step(element, drawn.map(StepHistory.Step::name).orElse(null), now, whole),
                merged(rows.stream(), row -> "%d-%02d".formatted(row.month() / 100, row.month() % 100)),
                merged(rows.stream(), row -> said(row.category())),
                merged(rows.stream(), row -> said(row.group())));
    }

    /** What stands at a step, a page of it. @throws NotFound for a model or version that is not there (404) */
    public List<Standing> standingAt(
            String model, @Nullable Integer version, String element, long offset, int most, Actor actor) {
        versions(model, version, actor);
        return history.standingAt(model, version, element, offset, most);
    }

    private List<Integer> versions(String model, @Nullable Integer version, Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.PROCESS_ANALYST, Group.ADMINISTRATOR, Group.AUDITOR);
        var versions = history.versions(model);
        if (versions.isEmpty()) {
            throw new NotFound("model", model);
        }
        if (version != null && !versions.contains(version)) {
            throw new NotFound("version", version);
        }
        return versions;
    }

    private List<Row> rows(String model, StepTimesQuery query, @Nullable String element) {
        var sql = new StringBuilder("select step_month, category, group_id, element, durations from step_times"
                + " where model = :model and step_month between :from and :to");
        var values = new HashMap<String, Object>(Map.of(
                "model",
                model,
                "from",
                StepTimesRollup.number(query.from()),
                "to",
                StepTimesRollup.number(query.to())));
        narrow(sql, values, "model_version", query.version());
        narrow(sql, values, "category", query.category() == null ? null : stored(query.category()));
        narrow(sql, values, "group_id", query.group() == null ? null : stored(query.group()));
        narrow(sql, values, "element", element);
        return database.sql(sql.toString())
                .params(values)
                .query((row, number) -> new Row(
                        row.getInt("step_month"),
                        row.getString("category"),
                        row.getString("group_id"),
                        row.getString("element"),
                        row.getString("durations")))
                .list();
    }

    private static void narrow(StringBuilder sql, Map<String, Object> values, String column, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(column).append(" = :").append(column);
            values.put(column, value);
        }
    }

    private static Map<String, Figures> merged(Stream<Row> rows, Function<Row, String> by) {
        var merged = new TreeMap<String, DurationHistogram>();
        rows.forEach(row -> merged.computeIfAbsent(by.apply(row), key -> new DurationHistogram())
                .add(row.durations()));
        var figures = new LinkedHashMap<String, Figures>();
        merged.forEach((key, durations) ->
                figures.put(key, new Figures(durations.count(), durations.percentile(0.5), durations.percentile(0.9))));
        return figures;
    }

    private Map<String, Long> standing(String model, @Nullable Integer version) {
        if (standing.size() > MOST_REMEMBERED) {
            standing.clear();
        }
        // Whoever comes while it is counted waits for that count instead of counting again.
        return standing.compute(
                        new Asked(model, version),
                        (asked, last) -> last != null && isFresh(last)
                                ? last
                                : new Counted(clock.instant(), history.standing(model, version)))
                .standing();
    }

    private boolean isFresh(Counted last) {
        var age = Duration.between(last.at(), clock.instant());
        return !age.isNegative() && age.compareTo(settings.lookedAt()) < 0;
    }

    private static String said(String stored) {
        return stored.isEmpty() ? StepTimesQuery.NONE : stored;
    }

    private static String stored(String said) {
        return StepTimesQuery.NONE.equals(said) ? "" : said;
    }
}
