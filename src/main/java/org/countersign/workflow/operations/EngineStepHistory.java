package org.countersign.workflow.operations;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.countersign.operations.StepHistory;
import org.countersign.shared.Company;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the engine's history in slices along the index of ends, and what runs along that of definitions. */
@Component
class EngineStepHistory implements StepHistory {

    /** What ended so long ago is committed: a job is given up after five minutes. */
    private static final Duration SETTLING = Duration.ofMinutes(5);

    private static final int CANCELLED = 2;
    private static final int AT_ONCE = 500;

    /** What takes time. Starts, ends, decisions of gateways and what may interrupt are over at once, or never were. */
    private static final Set<String> TYPES = Set.of(
            "task",
            "manualTask",
            "userTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "businessRuleTask",
            "scriptTask",
            "callActivity",
            "subProcess",
            "transaction",
            "adHocSubProcess",
            "eventBasedGateway",
            "parallelGateway",
            "intermediateCatchEvent",
            "intermediateMessageCatch",
            "intermediateTimer",
            "intermediateSignalCatch",
            "intermediateConditional");

    /**
     * A step that an event takes away has ended too, as goods that are booked elsewhere end the task of receiving them; what went down
     * with a process that somebody deleted has not.
     */
    private static final String ENDED = """
        select a.PROC_DEF_KEY_ as model, a.PROC_DEF_ID_ as definition, a.ACT_ID_ as element,
            a.END_TIME_ as ended, a.DURATION_ as duration, p.BUSINESS_KEY_ as document,
            (select min(l.GROUP_ID_) from ACT_HI_IDENTITYLINK l where l.TASK_ID_ = a.TASK_ID_
                and l.TYPE_ = 'candidate') as asked
        from ACT_HI_ACTINST a left join ACT_HI_PROCINST p on p.PROC_INST_ID_ = a.PROC_INST_ID_
        where a.END_TIME_ >= :from and a.END_TIME_ < :to and a.ACT_TYPE_ in (:types)
        and (a.ACT_INST_STATE_ <> :cancelled or p.STATE_ <> 'EXTERNALLY_TERMINATED' or p.END_TIME_ <> a.END_TIME_)
        """;

    /** What a document is about: what its lines buy, and a change or an invoice what its order does. */
    private static final String CATEGORIES = """
        select l.requisition as document, l.category as category, l.quantity * l.unit_price as worth
        from requisition_lines l where l.requisition in (:documents)
        union all
        select l.purchase_order, l.category, l.ordered * l.unit_price
        from purchase_order_lines l where l.purchase_order in (:documents)
        union all
        select c.id, l.category, l.ordered * l.unit_price
        from change_orders c join purchase_order_lines l on l.purchase_order = c.purchase_order
        where c.id in (:documents)
        union all
        select i.id, l.category, l.ordered * l.unit_price
        from invoices i join purchase_order_lines l on l.purchase_order = i.purchase_order
        where i.id in (:documents)
        """;

    private final JdbcClient database;
    private final RepositoryService repository;
    private final Company company;
    private final Clock clock;
    private final ZoneId zone = ZoneId.systemDefault();

    EngineStepHistory(JdbcClient database, RepositoryService repository, Company company, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.company = company;
        this.clock = clock;
    }

    private record Row(
            String model,
            String definition,
            String element,
            LocalDateTime at,
            long milliseconds,
            @Nullable String document,
            @Nullable String group) {}

    private record Definition(String id, int version) {}

    @Override
    public List<Integer> versions(String model) {
        return definitions(model, null).stream().map(Definition::version).toList();
    }

    private List<Definition> definitions(String model, @Nullable Integer version) {
        return database
                .sql("select ID_, VERSION_ from ACT_RE_PROCDEF where KEY_ = :model order by VERSION_ desc")
                .param("model", model)
                .query((row, number) -> new Definition(row.getString("ID_"), row.getInt("VERSION_")))
                .list()
                .stream()
                .filter(definition -> version == null || definition.version() == version)
                .toList();
    }

    @Override
    public List<Step> steps(String model, int version) {
        return definitions(model, version).stream()
                .flatMap(definition ->
                        repository
                                .getBpmnModelInstance(definition.id())
                                .getModelElementsByType(FlowNode.class)
                                .stream())
                .filter(EngineStepHistory::takesTime)
                .map(node -> new Step(node.getId(), node.getName()))
                .toList();
    }

    private static boolean takesTime(FlowNode node) {
        return node instanceof Activity
                || node instanceof IntermediateCatchEvent
                || node instanceof EventBasedGateway
                || node instanceof ParallelGateway && node.getIncoming().size() > 1;
    }

    @Override
    public LocalDateTime settled() {
        return settled(clock.instant().minus(SETTLING), zone);
    }

    /**
     * In the night in which clocks are put back an hour comes twice, and the engine keeps no zone: what ended in either of the two is
     * counted once both are over.
     */
    static LocalDateTime settled(Instant at, ZoneId zone) {
        var rules = zone.getRules();
        return Stream.of(rules.previousTransition(at.plusNanos(1)), rules.nextTransition(at))
                .filter(change -> change != null && change.isOverlap())
                .filter(change -> !at.isBefore(change.getInstant().plus(change.getDuration()))
                        && at.isBefore(change.getInstant().minus(change.getDuration())))
                .map(ZoneOffsetTransition::getDateTimeAfter)
                .findFirst()
                .orElseGet(() -> LocalDateTime.ofInstant(at, zone));
    }

    @Override
    public LocalDateTime firstMoment(YearMonth month) {
        return month.atDay(1)
                .atStartOfDay(company.timeZone())
                .withZoneSameInstant(zone)
                .toLocalDateTime();
    }

    @Override
    public Slice ended(@Nullable LocalDateTime from, LocalDateTime until, int most) {
        var begin = from == null ? first() : from;
        if (begin == null || !begin.isBefore(until)) {
            return new Slice(until, List.of());
        }
        var end = end(begin, until, most);
        var rows = database.sql(ENDED)
                .param("from", begin)
                .param("to", end)
                .param("types", TYPES)
                .param("cancelled", CANCELLED)
                .query((row, number) -> new Row(
                        row.getString("model"),
                        row.getString("definition"),
                        row.getString("element"),
                        row.getObject("ended", LocalDateTime.class),
                        row.getLong("duration"),
                        row.getString("document"),
                        row.getString("asked")))
                .list();
        var versions = versions();
        var categories = categories(rows.stream().map(Row::document).distinct().toList());
        return new Slice(
                end,
                rows.stream()
                        .map(row -> new Ended(
                                row.model(),
                                versions.getOrDefault(row.definition(), 0),
                                row.element(),
                                row.at().atZone(zone).toInstant(),
                                row.milliseconds(),
                                categories.getOrDefault(row.document(), ""),
                                Objects.requireNonNullElse(row.group(), "")))
                        .toList());
    }

    private @Nullable LocalDateTime first() {
        return database.sql("select END_TIME_ from ACT_HI_ACTINST where END_TIME_ is not null"
                        + " order by END_TIME_ limit 1")
                .query((row, number) -> row.getObject("END_TIME_", LocalDateTime.class))
                .optional()
                .orElse(null);
    }

    private LocalDateTime end(LocalDateTime begin, LocalDateTime until, int most) {
        var end = database.sql("select END_TIME_ from ACT_HI_ACTINST where END_TIME_ >= :from and END_TIME_ < :until"
                        + " order by END_TIME_ limit 1 offset :most")
                .param("from", begin)
                .param("until", until)
                .param("most", most)
                .query((row, number) -> row.getObject("END_TIME_", LocalDateTime.class))
                .optional()
                .orElse(until);
        return end.isAfter(begin) ? end : earlier(begin.plusSeconds(1), until);
    }

    private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
        return one.isBefore(other) ? one : other;
    }

    private Map<String, Integer> versions() {
        var versions = new HashMap<String, Integer>();
        database.sql("select ID_, VERSION_ from ACT_RE_PROCDEF").query(row -> {
            versions.put(row.getString("ID_"), row.getInt("VERSION_"));
        });
        return versions;
    }

    /** Of several categories, the one that most of the document's worth is of. */
    private Map<String, String> categories(List<@Nullable String> documents) {
        var worths = new HashMap<String, Map<String, BigDecimal>>();
        var named = documents.stream().filter(Objects::nonNull).toList();
        for (int start = 0; start < named.size(); start += AT_ONCE) {
            database.sql(CATEGORIES)
                    .param("documents", named.subList(start, Math.min(named.size(), start + AT_ONCE)))
                    .query(row -> {
                        worths.computeIfAbsent(row.getString("document"), document -> new TreeMap<>())
                                .merge(
                                        Objects.requireNonNullElse(row.getString("category"), ""),
                                        row.getBigDecimal("worth"),
                                        BigDecimal::add);
                    });
        }
        var categories = new HashMap<String, String>();
        worths.forEach((document, worth) -> worth.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(most -> categories.put(document, most.getKey())));
        return categories;
    }

    @Override
    public Map<String, Long> standing(String model, @Nullable Integer version) {
        var standing = new HashMap<String, Long>();
        var definitions = ids(model, version);
        if (!definitions.isEmpty()) {
            database.sql("select e.ACT_ID_ as element, count(*) as standing from ACT_RU_EXECUTION e"
                            + " where e.PROC_DEF_ID_ in (:definitions) and e.IS_ACTIVE_ = true and e.ACT_ID_ is not null"
                            + " group by e.ACT_ID_")
                    .param("definitions", definitions)
                    .query(row -> {
                        standing.put(row.getString("element"), row.getLong("standing"));
                    });
        }
        return standing;
    }

    private List<String> ids(String model, @Nullable Integer version) {
        return definitions(model, version).stream().map(Definition::id).toList();
    }

    private static final String STANDING_AT = """
        select found.*, (select p.BUSINESS_KEY_ from ACT_RU_EXECUTION p where p.ID_ = found.instance) as document
        from (select e.ID_ as execution, e.PROC_INST_ID_ as instance, e.PROC_DEF_ID_ as definition
            from ACT_RU_EXECUTION e
            where e.PROC_DEF_ID_ in (:definitions) and e.ACT_ID_ = :element and e.IS_ACTIVE_ = true
            order by e.ID_ limit :most offset :offset) found
        order by found.execution
        """;

    @Override
    public List<Standing> standingAt(String model, @Nullable Integer version, String element, long offset, int most) {
        var definitions = new HashMap<String, Integer>();
        definitions(model, version).forEach(definition -> definitions.put(definition.id(), definition.version()));
        if (definitions.isEmpty()) {
            return List.of();
        }
        var tokens = database.sql(STANDING_AT)
                .param("definitions", definitions.keySet())
                .param("element", element)
                .param("most", most)
                .param("offset", offset)
                .query((row, number) -> new Token(
                        row.getString("execution"),
                        Objects.requireNonNullElse(row.getString("document"), ""),
                        row.getString("instance"),
                        definitions.getOrDefault(row.getString("definition"), 0)))
                .list();
        var since = since(element, tokens.stream().map(Token::execution).toList());
        return tokens.stream()
                .map(token ->
                        new Standing(token.document(), since.get(token.execution()), token.instance(), token.version()))
                .sorted(Comparator.comparing(Standing::since, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private record Token(String execution, String document, String instance, int version) {}

    /**
     * Since when executions stand at an element. Whether they still do is not asked for in SQL: databases take that for a reason to go
     * through all that is open anywhere.
     */
    private Map<String, Instant> since(String element, List<String> executions) {
        var since = new HashMap<String, Instant>();
        if (!executions.isEmpty()) {
            database.sql("select EXECUTION_ID_, START_TIME_, END_TIME_ from ACT_HI_ACTINST"
                            + " where EXECUTION_ID_ in (:executions) and ACT_ID_ = :element")
                    .param("executions", executions)
                    .param("element", element)
                    .query(row -> {
                        if (row.getTimestamp("END_TIME_") == null) {
                            since.merge(
                                    row.getString("EXECUTION_ID_"),
                                    row.getTimestamp("START_TIME_").toInstant(),
                                    (one, other) -> one.isAfter(other) ? one : other);
                        }
                    });
        }
        return since;
    }

    @Override
    public Map<String, Integer> daysKept() {
        var days = new HashMap<String, Integer>();
        database.sql("select KEY_ as model, min(HISTORY_TTL_) as days from ACT_RE_PROCDEF"
                        + " where HISTORY_TTL_ is not null group by KEY_")
                .query(row -> {
                    days.put(row.getString("model"), row.getInt("days"));
                });
        return days;
    }
}
