package org.countersign.workflow.config;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * The engine's web applications offer everyone a form to become administrator while the engine's own group of
 * administrators is empty. It has one member therefore, which is no person, has no password, and is refused at the door.
 */
@Component
class EngineKeeper {

    private final ProcessEngineConfigurationImpl configuration;
    private final IdentityService identity;

    EngineKeeper(ProcessEngineConfigurationImpl configuration, IdentityService identity) {
        this.configuration = configuration;
        this.identity = identity;
    }

    /** Creates the member where there is none. */
    void ensure() {
        if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() == 0) {
            configuration.getCommandExecutorTxRequired().execute(this::create);
        }
    }

    private Void create(CommandContext context) {
        var identities = context.getWritableIdentityProvider();
        if (context.getReadOnlyIdentityProvider().findGroupById(Groups.CAMUNDA_ADMIN) == null) {
            var group = new GroupEntity(Groups.CAMUNDA_ADMIN);
            group.setName("Kept without people");
            group.setType(Groups.GROUP_TYPE_SYSTEM);
            identities.saveGroup(group);
        }
        if (context.getReadOnlyIdentityProvider().findUserById(UserId.SYSTEM.value()) == null) {
            var user = new UserEntity(UserId.SYSTEM.value());
            user.setFirstName("The product");
            user.setLastName("itself");
            identities.saveUser(user);
        }
        identities.createMembership(UserId.SYSTEM.value(), Groups.CAMUNDA_ADMIN);
        return null;
    }
}
