package org.countersign.workflow.config;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.countersign.shared.Group;
import org.springframework.stereotype.Component;

/** The lists that Tasklist offers: for everybody their own, and all open tasks for those who see everything. */
@Component
class TaskFilters {

    private static final String ME = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";

    private final FilterService filters;
    private final TaskService tasks;
    private final EngineRights rights;

    TaskFilters(FilterService filters, TaskService tasks, EngineRights rights) {
        this.filters = filters;
        this.tasks = tasks;
        this.rights = rights;
    }

    /** Creates what is missing, and makes the others what they are meant to be. */
    void ensure() {
        forEverybody(filter(
                "My tasks", 10, "Assigned to you", tasks.createTaskQuery().taskAssigneeExpression(ME)));
        forEverybody(filter(
                "For my groups",
                20,
                "Whoever of your group takes it first",
                tasks.createTaskQuery()
                        .or()
                        .taskCandidateUserExpression(ME)
                        .taskCandidateGroupInExpression(MY_GROUPS)
                        .endOr()));
        forEverybody(filter(
                "Due",
                30,
                "Yours or your groups', due today or before",
                tasks.createTaskQuery()
                        .dueBeforeExpression("${dateTime().plusDays(1).withTimeAtStartOfDay()}")
                        .or()
                        .taskAssigneeExpression(ME)
                        .taskCandidateUserExpression(ME)
                        .taskCandidateGroupInExpression(MY_GROUPS)
                        .endOr()));
        var all = filter("All open", 40, "All open tasks, whoever they wait for", tasks.createTaskQuery());
        List.of(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR)
                .forEach(group -> rights.group(group, Resources.FILTER, all.getId(), Permissions.READ));
        rights.apply();
    }

    private void forEverybody(Filter filter) {
        rights.everybody(Resources.FILTER, filter.getId(), Permissions.READ);
    }

    private Filter filter(String name, int priority, String description, TaskQuery query) {
        var existing = filters.createTaskFilterQuery().filterName(name).list();
        var filter = existing.isEmpty() ? filters.newTaskFilter(name) : existing.get(0);
        filter.setQuery(query);
        filter.setProperties(Map.of(
                "description",
                description,
                "priority",
                priority,
                "color",
                "#1f5c4f",
                "refresh",
                true,
                "showUndefinedVariable",
                false));
        return filters.saveFilter(filter);
    }
}
