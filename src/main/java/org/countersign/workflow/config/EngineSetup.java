package org.countersign.workflow.config;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What must hold before the first request and the first job: identities, rights, task lists, models, the way to the next job. */
@Component
@Lazy(false)
class EngineSetup implements SmartInitializingSingleton {

    private final FirstAdministrator administrator;
    private final EngineKeeper keeper;
    private final EngineRights rights;
    private final TaskFilters filters;
    private final ShippedModels models;
    private final JobOrderIndex jobOrder;
    private final ReminderPriority reminders;
    private final ShippedTables tables;

    EngineSetup(
            FirstAdministrator administrator,
            EngineKeeper keeper,
            EngineRights rights,
            TaskFilters filters,
            ShippedModels models,
            JobOrderIndex jobOrder,
            ReminderPriority reminders,
            ShippedTables tables) {
        this.administrator = administrator;
        this.keeper = keeper;
        this.rights = rights;
        this.filters = filters;
        this.models = models;
        this.jobOrder = jobOrder;
        this.reminders = reminders;
        this.tables = tables;
    }

    @Override
    public void afterSingletonsInstantiated() {
        administrator.ensure();
        keeper.ensure();
        rights.ensure();
        filters.ensure();
        rights.withdrawGlobal();
        models.demandDeployed();
        jobOrder.ensure();
        reminders.ensure();
        tables.propose();
    }
}
