package org.countersign.workflow.approval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.approval.WaitingSearch;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the open steps that a person may answer, a page at a time, in one statement over the engine's tasks and the steps: however
 * many there are, no more are read than are shown.
 */
@Component
class WaitingApprovalTasks {

    /** Three ways to a task, each along an index of the engine; a task that somebody has taken is offered to nobody else. */
    private static final String MINE = """
            from (
                select task.ID_ as task_id from ACT_RU_TASK task
                where task.ASSIGNEE_ = :user and task.SUSPENSION_STATE_ = 1
                union
                select task.ID_ from ACT_RU_IDENTITYLINK link join ACT_RU_TASK task on task.ID_ = link.TASK_ID_
                where link.USER_ID_ = :user and link.TYPE_ = 'candidate'
                and task.ASSIGNEE_ is null and task.SUSPENSION_STATE_ = 1
                union
                select task.ID_ from ACT_ID_MEMBERSHIP member
                join ACT_RU_IDENTITYLINK link on link.GROUP_ID_ = member.GROUP_ID_
                join ACT_RU_TASK task on task.ID_ = link.TASK_ID_
                where member.USER_ID_ = :user and link.TYPE_ = 'candidate'
                and task.ASSIGNEE_ is null and task.SUSPENSION_STATE_ = 1
            ) mine
            join approval_steps step on step.task_id = mine.task_id
            join approval_cycles asked on asked.id = step.cycle_id
            where step.outcome is null and step.opened_at is not null and step.not_needed = false
            and asked.outcome = 'PENDING' and asked.superseded = false and asked.requester <> :user
            and (step.id in (:again) or not exists (select 1 from approval_steps other
                where other.cycle_id = asked.id and other.answered_by = :user))
            and not exists (select 1 from approval_exclusions barred
                where barred.cycle_id = asked.id and barred.user_id = :user)
            and not exists (select 1 from approval_remarks advice
                where advice.step_id = step.id and advice.addressed_to = :user and advice.kind = 'ADVICE'
                and advice.answered_at is null and advice.ended_at is null)
            """;

    private static final String FOUND = """
            and (lower(asked.document) like :text escape '!' or lower(asked.title) like :text escape '!'
                or asked.requester in (:requesters))
            """;

    private static final Map<String, String> COLUMNS = Map.of(
            "cycle.document", "asked.document",
            "cycle.title", "asked.title",
            "cycle.requester", "asked.requester",
            "cycle.baseAmount", "asked.base_amount",
            "openedAt", "step.opened_at",
            "decideBy", "step.decide_by");

    private final JdbcClient database;

    WaitingApprovalTasks(JdbcClient database) {
        this.database = database;
    }

    /** Ids of the steps, in the order asked for. */
    Page<String> find(WaitingSearch search, Pageable page) {
        var values = new HashMap<String, Object>();
        values.put("user", search.user().value());
        values.put("again", atLeastOne(search.again()));
        var from = MINE;
        if (!search.text().isEmpty()) {
            from += FOUND;
            values.put("text", search.text());
            values.put("requesters", atLeastOne(search.requesters()));
        }
        var all = from;
        var ids = database.sql(
                        "select step.id " + from + "order by " + order(page.getSort()) + " limit :most offset :skipped")
                .params(values)
                .param("most", page.getPageSize())
                .param("skipped", page.getOffset())
                .query(String.class)
                .list();
        return PageableExecutionUtils.getPage(
                ids,
                page,
                () -> database.sql("select count(*) " + all)
                        .params(values)
                        .query(Long.class)
                        .single());
    }

    /** An empty list is no list in SQL; an empty text is nobody's id. */
    private static List<String> atLeastOne(Iterable<String> texts) {
        var all = new TreeSet<String>();
        texts.forEach(all::add);
        return all.isEmpty() ? List.of("") : new ArrayList<>(all);
    }

    private static String order(Sort sort) {
        var columns = sort.stream()
                .map(order -> column(order.getProperty()) + (order.isAscending() ? "" : " desc"))
                .collect(Collectors.toCollection(ArrayList::new));
        // Two steps of one document may wait for the same person.
        columns.add("step.id");
        return String.join(", ", columns);
    }

    private static String column(String property) {
        var column = COLUMNS.get(property);
        if (column == null) {
            throw new IllegalArgumentException("Nothing is sorted by " + property);
        }
        return column;
    }
}
