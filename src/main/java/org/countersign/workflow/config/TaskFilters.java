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

    private static final int URGENT = 75;
    private static final List<Map<String, String>> COLUMNS = List.of(
            Map.of("name", "viewTotal", "label", "Amount"),
            Map.of("name", "viewRequester", "label", "Requester"),
            Map.of("name", "viewSupplier", "label", "Supplier"));

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
        forEverybody(new Kept("mine", "My tasks", 10, "Yours to answer, alone or with your group")
                .with(mineOrMyGroups(tasks.createTaskQuery())));
        forEverybody(new Kept("groups", "For my groups", 20, "Whoever of your group takes it first")
                .with(tasks.createTaskQuery()
                        .or()
                        .taskCandidateUserExpression(ME)
                        .taskCandidateGroupInExpression(MY_GROUPS)
                        .endOr()));
        forEverybody(new Kept("urgent", "Urgent", 30, "Yours or your groups', urgent or large")
                .with(mineOrMyGroups(tasks.createTaskQuery().taskMinPriority(URGENT))));
        forEverybody(new Kept("due", "Due", 40, "Yours or your groups', due today or before")
                .with(mineOrMyGroups(tasks.createTaskQuery()
                        .dueBeforeExpression("${dateTime().plusDays(1).withTimeAtStartOfDay()}"))));
        var all =
                new Kept("all", "All open", 50, "All open tasks, whoever they wait for").with(tasks.createTaskQuery());
        List.of(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR)
                .forEach(group -> rights.group(group, Resources.FILTER, all.getId(), Permissions.READ));
        rights.apply();
    }

    private static TaskQuery mineOrMyGroups(TaskQuery query) {
        return query.or()
                .taskAssigneeExpression(ME)
                .taskCandidateUserExpression(ME)
                .taskCandidateGroupInExpression(MY_GROUPS)
                .endOr();
    }

    private void forEverybody(Filter filter) {
        rights.everybody(Resources.FILTER, filter.getId(), Permissions.READ);
    }

    /** A list as it is kept; by its key our script in Tasklist finds its name in the reader's language. */
    private final class Kept {

        private final String key;
        private final String name;
        private final int priority;
        private final String description;

        private Kept(String key, String name, int priority, String description) {
            this.key = key;
            this.name = name;
            this.priority = priority;
            this.description = description;
        }

        private Filter with(TaskQuery query) {
            var existing = filters.createTaskFilterQuery().filterName(name).list();
            var filter = existing.isEmpty() ? filters.newTaskFilter(name) : existing.get(0);
            filter.setQuery(query);
            filter.setProperties(Map.of(
                    "countersign",
                    key,
                    "description",
                    description,
                    "priority",
                    priority,
                    "color",
                    "#1f5c4f",
                    "refresh",
                    true,
                    "showUndefinedVariable",
                    false,
                    // Local to the task, so that one query reads them for all cards of a page
                    "variables",
                    COLUMNS));
            return filters.saveFilter(filter);
        }
    }
}
