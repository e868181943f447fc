package org.countersign.workflow.migration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the processes of a version stand, and what waits there: asked of the engine's tables of what is open, never of history. */
@Component
class Standing {

    /** What is there of a process. */
    enum Kind {
        TASK,
        TIMER,
        EVENT,
        POSITION
    }

    private static final String WHERE_DEFINITION = "PROC_DEF_ID_ = :id";
    private static final String WHERE_INSTANCE = "PROC_INST_ID_ = :id";
    /** As the engine's tables say it. */
    private static final int SUSPENDED = 2;

    /** A token that waits at a join for others is not active to the engine, but it stands there. */
    private static final String STANDS = "(e.IS_ACTIVE_ = true or e.IS_CONCURRENT_ = true and e.IS_SCOPE_ = false"
            + " and not exists (select 1 from ACT_RU_EXECUTION c where c.PARENT_ID_ = e.ID_))";

    private final JdbcClient database;

    Standing(JdbcClient database) {
        this.database = database;
    }

    /** What is open on a version, by element. */
    Map<String, Map<Kind, Long>> onDefinition(String definition) {
        return counts(WHERE_DEFINITION, definition);
    }

    /** What is open of one process, by element; not of those that it has called. */
    Map<String, Map<Kind, Long>> ofInstance(String instance) {
        return counts(WHERE_INSTANCE, instance);
    }

    private Map<String, Map<Kind, Long>> counts(String where, String id) {
        var found = new HashMap<String, Map<Kind, Long>>();
        database.sql("""
            select 'TASK' as KIND, t.TASK_DEF_KEY_ as ELEMENT, count(*) as HOW_MANY from ACT_RU_TASK t
            where t.%1$s group by t.TASK_DEF_KEY_
            union all
            select 'TIMER', d.ACT_ID_, count(*) from ACT_RU_JOB j join ACT_RU_JOBDEF d on d.ID_ = j.JOB_DEF_ID_
            where %2$s and d.JOB_TYPE_ like 'timer%%' group by d.ACT_ID_
            union all
            select 'EVENT', s.ACTIVITY_ID_, count(*) from ACT_RU_EXECUTION e
            join ACT_RU_EVENT_SUBSCR s on s.EXECUTION_ID_ = e.ID_
            where e.%1$s and s.ACTIVITY_ID_ is not null group by s.ACTIVITY_ID_
            union all
            select 'POSITION', e.ACT_ID_, count(*) from ACT_RU_EXECUTION e
            where e.%1$s and e.ACT_ID_ is not null and %3$s group by e.ACT_ID_
            """.formatted(
                        where,
                        where.equals(WHERE_DEFINITION) ? "d.PROC_DEF_ID_ = :id" : "j.PROCESS_INSTANCE_ID_ = :id",
                        STANDS))
                .param("id", id)
                .query((row, number) -> found.computeIfAbsent(
                                row.getString("ELEMENT"), element -> new EnumMap<>(Kind.class))
                        .put(Kind.valueOf(row.getString("KIND")), row.getLong("HOW_MANY")))
                .list();
        return found;
    }

    /** The processes of a version, those that stand at none of some elements. */
    List<String> awayFrom(String definition, Collection<String> elements) {
        if (elements.isEmpty()) {
            return database.sql(
                            "select ID_ from ACT_RU_EXECUTION where PROC_DEF_ID_ = :id and PARENT_ID_ is null order by ID_")
                    .param("id", definition)
                    .query(String.class)
                    .list();
        }
        return database.sql("""
            select p.ID_ from ACT_RU_EXECUTION p where p.PROC_DEF_ID_ = :id and p.PARENT_ID_ is null
            and p.ID_ not in (select t.PROC_INST_ID_ from ACT_RU_TASK t
                where t.PROC_DEF_ID_ = :id and t.TASK_DEF_KEY_ in (:elements))
            and p.ID_ not in (select j.PROCESS_INSTANCE_ID_ from ACT_RU_JOB j
                join ACT_RU_JOBDEF d on d.ID_ = j.JOB_DEF_ID_
                where d.PROC_DEF_ID_ = :id and d.ACT_ID_ in (:elements) and j.PROCESS_INSTANCE_ID_ is not null)
            and p.ID_ not in (select e.PROC_INST_ID_ from ACT_RU_EXECUTION e
                join ACT_RU_EVENT_SUBSCR s on s.EXECUTION_ID_ = e.ID_
                where e.PROC_DEF_ID_ = :id and s.ACTIVITY_ID_ in (:elements))
            and p.ID_ not in (select e.PROC_INST_ID_ from ACT_RU_EXECUTION e
                where e.PROC_DEF_ID_ = :id and %s and e.ACT_ID_ in (:elements))
            order by p.ID_
            """.formatted(STANDS))
                .param("id", definition)
                .param("elements", List.copyOf(elements))
                .query(String.class)
                .list();
    }

    /** How many run on a version. */
    long instances(String definition) {
        return database.sql("select count(*) from ACT_RU_EXECUTION where PROC_DEF_ID_ = :id and PARENT_ID_ is null")
                .param("id", definition)
                .query(Long.class)
                .single();
    }

    /** The processes of a version, by document. */
    List<Root> roots(String definition, long from, int most) {
        // In the order of the index, or each page would sort them all.
        return database.sql("select ID_, BUSINESS_KEY_, SUSPENSION_STATE_ from ACT_RU_EXECUTION"
                        + " where PROC_DEF_ID_ = :id and PARENT_ID_ is null"
                        + " order by BUSINESS_KEY_, SUPER_EXEC_, SUSPENSION_STATE_, ID_ limit :most offset :from")
                .param("id", definition)
                .param("most", most)
                .param("from", from)
                .query(Standing::root)
                .list();
    }

    /** A process of a version, by its id or its document. */
    Optional<Root> root(String definition, String idOrDocument) {
        return Stream.of("ID_", "BUSINESS_KEY_")
                .flatMap(column -> database
                        .sql("select ID_, BUSINESS_KEY_, SUSPENSION_STATE_ from ACT_RU_EXECUTION where " + column
                                + " = :asked and PROC_DEF_ID_ = :id and PARENT_ID_ is null order by ID_ limit 1")
                        .param("asked", idOrDocument)
                        .param("id", definition)
                        .query(Standing::root)
                        .list()
                        .stream())
                .findFirst();
    }

    private static Root root(ResultSet row, int number) throws SQLException {
        return new Root(
                row.getString("ID_"), row.getString("BUSINESS_KEY_"), row.getInt("SUSPENSION_STATE_") == SUSPENDED);
    }

    /** How many run on each version of a process, how many of these are called or suspended, and their incidents. */
    List<Tally> tallies(String key) {
        return database.sql("""
            select d.ID_ as DEFINITION, count(e.ID_) as INSTANCES,
            sum(case when e.SUPER_EXEC_ is null then 0 else 1 end) as CALLED,
            sum(case when e.SUSPENSION_STATE_ = 2 then 1 else 0 end) as SUSPENDED,
            (select count(*) from ACT_RU_INCIDENT i where i.PROC_DEF_ID_ = d.ID_) as INCIDENTS
            from ACT_RE_PROCDEF d join ACT_RU_EXECUTION e on e.PROC_DEF_ID_ = d.ID_ and e.PARENT_ID_ is null
            where d.KEY_ = :key group by d.ID_
            """)
                .param("key", key)
                .query((row, number) -> new Tally(
                        row.getString("DEFINITION"),
                        row.getLong("INSTANCES"),
                        row.getLong("CALLED"),
                        row.getLong("SUSPENDED"),
                        row.getLong("INCIDENTS")))
                .list();
    }

    /** A process that runs, of which document, and whether it is suspended. */
    record Root(String id, @Nullable String document, boolean suspended) {}

    /** What runs on one version. */
    record Tally(String definition, long instances, long called, long suspended, long incidents) {}
}
