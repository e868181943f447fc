package org.countersign.workflow.config;

import java.time.Instant;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/**
 * Knows whether this server is of an older release than one that was started on this database before. The newest is kept as
 * a property of the engine, which is there before any table of ours.
 */
@Component
class ShippedBuild {

    /** How this server's release stands to the newest that was started here. */
    enum Age {
        OLDER,
        SAME,
        NEWER
    }

    private static final String NEWEST = "countersign.newest-build";

    private final @Nullable Instant mine;

    ShippedBuild(ObjectProvider<BuildProperties> build) {
        var known = build.getIfAvailable();
        this.mine = known == null ? null : known.getTime();
    }

    /** Within a command of the engine. */
    Age age() {
        var newest = newest(Context.getCommandContext());
        if (mine == null || newest == null) {
            return mine == null ? Age.SAME : Age.NEWER;
        }
        var order = mine.compareTo(newest);
        return order < 0 ? Age.OLDER : order == 0 ? Age.SAME : Age.NEWER;
    }

    /** This server has deployed what it brings, or left it. */
    void remember(ProcessEngineConfigurationImpl engine) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            if (mine != null && age() == Age.NEWER) {
                var kept = context.getPropertyManager().findPropertyById(NEWEST);
                if (kept == null) {
                    context.getPropertyManager().insert(new PropertyEntity(NEWEST, mine.toString()));
                } else {
                    kept.setValue(mine.toString());
                }
            }
            return null;
        });
    }

    private static @Nullable Instant newest(CommandContext context) {
        var kept = context.getPropertyManager().findPropertyById(NEWEST);
        return kept == null ? null : Instant.parse(kept.getValue());
    }
}
