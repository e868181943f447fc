package org.countersign.workflow.config;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GLOBAL;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.countersign.shared.Group;
import org.springframework.stereotype.Component;

/**
 * What each group may do in the engine, and no more. Rights on a single task come from the engine itself, with the task:
 * its assignee and candidates may work on it. Nobody may start a process, create a task, or answer for others; only
 * process analysts deploy.
 */
@Component
class EngineRights {

    private record Right(String group, Resource resource, String id) {}

    private static final String TASKLIST = "tasklist";
    private static final String COCKPIT = "cockpit";
    private static final String ADMIN = "admin";

    private final AuthorizationService authorizations;
    private final Map<Right, Integer> wanted = new LinkedHashMap<>();

    EngineRights(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** Creates what is missing and corrects what differs, for all groups of the product. */
    void ensure() {
        everybody(Resources.APPLICATION, TASKLIST, Permissions.ACCESS);
        everybody(Resources.PROCESS_DEFINITION, ANY, ProcessDefinitionPermissions.READ);
        readers(Group.AUDITOR);
        readers(Group.ADMINISTRATOR);
        readers(Group.OPERATIONS);
        operations();
        administrators();
        analysts();
        apply();
    }

    /** Writes down what was said since the last time. */
    void apply() {
        wanted.forEach(this::save);
        wanted.clear();
    }

    /** Takes back what former versions gave to everybody in the engine's own way, and nobody else can have given. */
    void withdrawGlobal() {
        authorizations.createAuthorizationQuery().authorizationType(AUTH_TYPE_GLOBAL).unlimitedList().stream()
                .map(Authorization::getId)
                .forEach(authorizations::deleteAuthorization);
    }

    /** Lets everybody do it, in whatever groups they are, or in none. */
    void everybody(Resource resource, String id, Permission... permissions) {
        grant(RightsOfEverybody.GROUP, resource, id, permissions);
    }

    /** Lets a group do it. */
    void group(Group group, Resource resource, String id, Permission... permissions) {
        grant(group.id(), resource, id, permissions);
    }

    /** Lets administrators say who is in this group. */
    void membershipByAdministrators(String group) {
        group(Group.ADMINISTRATOR, Resources.GROUP_MEMBERSHIP, group, Permissions.CREATE, Permissions.DELETE);
    }

    private void readers(Group group) {
        group(group, Resources.APPLICATION, COCKPIT, Permissions.ACCESS);
        group(
                group,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.READ_TASK);
        group(group, Resources.PROCESS_INSTANCE, ANY, Permissions.READ);
        group(group, Resources.TASK, ANY, Permissions.READ);
        group(group, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
        group(group, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ);
        group(group, Resources.DEPLOYMENT, ANY, Permissions.READ);
        group(group, Resources.BATCH, ANY, BatchPermissions.READ, BatchPermissions.READ_HISTORY);
        group(group, Resources.USER, ANY, Permissions.READ);
        group(group, Resources.GROUP, ANY, Permissions.READ);
        group(group, Resources.OPERATION_LOG_CATEGORY, ANY, UserOperationLogCategoryPermissions.READ);
    }

    /** Jobs, incidents, suspension, and instances whose state has to be put right. Not their tasks. */
    private void operations() {
        var group = Group.OPERATIONS;
        group(
                group,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.RETRY_JOB,
                ProcessDefinitionPermissions.SUSPEND,
                ProcessDefinitionPermissions.SUSPEND_INSTANCE,
                ProcessDefinitionPermissions.UPDATE_INSTANCE);
        group(
                group,
                Resources.BATCH,
                ANY,
                BatchPermissions.READ,
                BatchPermissions.READ_HISTORY,
                BatchPermissions.UPDATE,
                BatchPermissions.CREATE_BATCH_SET_JOB_RETRIES,
                BatchPermissions.CREATE_BATCH_UPDATE_PROCESS_INSTANCES_SUSPEND);
        group(group, Resources.SYSTEM, ANY, SystemPermissions.READ);
    }

    /** People and groups. Rights stay what the product says, and the engine's own administrators stay without members. */
    private void administrators() {
        var group = Group.ADMINISTRATOR;
        group(group, Resources.APPLICATION, ADMIN, Permissions.ACCESS);
        group(group, Resources.USER, ANY, Permissions.READ, Permissions.CREATE, Permissions.UPDATE);
        group(group, Resources.GROUP, ANY, Permissions.READ, Permissions.CREATE, Permissions.UPDATE);
        group(group, Resources.AUTHORIZATION, ANY, Permissions.READ);
        group(group, Resources.SYSTEM, ANY, SystemPermissions.READ);
        Arrays.stream(Group.values()).map(Group::id).forEach(this::membershipByAdministrators);
    }

    private void analysts() {
        var group = Group.PROCESS_ANALYST;
        group(group, Resources.APPLICATION, COCKPIT, Permissions.ACCESS);
        group(group, Resources.DEPLOYMENT, ANY, Permissions.READ, Permissions.CREATE);
        group(
                group,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE);
        group(group, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
        group(group, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ);
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        wanted.merge(
                new Right(group, resource, id),
                Arrays.stream(permissions).mapToInt(Permission::getValue).reduce(0, (one, other) -> one | other),
                (one, other) -> one | other);
    }

    private void save(Right right, int permissions) {
        var existing = authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_GRANT)
                .groupIdIn(right.group())
                .resourceType(right.resource())
                .resourceId(right.id())
                .list();
        if (existing.isEmpty()) {
            var created = (AuthorizationEntity) authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            created.setGroupId(right.group());
            created.setResource(right.resource());
            created.setResourceId(right.id());
            created.setPermissions(permissions);
            authorizations.saveAuthorization(created);
        } else if (existing.get(0) instanceof AuthorizationEntity kept && kept.getPermissions() != permissions) {
            kept.setPermissions(permissions);
            authorizations.saveAuthorization(kept);
        }
    }
}
