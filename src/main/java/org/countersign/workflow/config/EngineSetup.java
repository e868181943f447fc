package org.countersign.workflow.config;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What must hold before the first request and the first job: identities, rights, task lists, models, indexes. */
@Component
@Lazy(false)
class EngineSetup implements SmartInitializingSingleton {

    private final FirstAdministrator administrator;
    private final EngineKeeper keeper;
    private final EngineRights rights;
    private final TaskFilters filters;
    private final ShippedModels models;
    private final EngineIndexes indexes;
    private final ReminderPriority reminders;
    private final ShippedTables tables;

    EngineSetup(
            FirstAdministrator administrator,
            EngineKeeper keeper,
            EngineRights rights,
            TaskFilters filters,
            ShippedModels models,
            EngineIndexes indexes,
            ReminderPriority reminders,
            ShippedTables tables) {
        this.administrator = administrator;
        this.keeper = keeper;
        this.rights = rights;
        this.filters = filters;
        this.models = models;
        this.indexes = indexes;
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
        indexes.ensure();
        reminders.ensure();
        tables.propose();
    }
}
