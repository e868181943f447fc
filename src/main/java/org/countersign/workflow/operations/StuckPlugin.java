package org.countersign.workflow.operations;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.CockpitPlugin;
import org.camunda.bpm.webapp.plugin.resource.PluginResourceOverride;

/** What is stuck, in Cockpit: on its dashboard and on a page of its own. Found by Cockpit, which makes it itself. */
public class StuckPlugin implements CockpitPlugin {

    static final String ID = "countersign-stuck";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Set<Class<?>> getResourceClasses() {
        return Set.of(StuckPluginResource.class);
    }

    @Override
    public String getAssetDirectory() {
        return "plugin-webapp/" + ID;
    }

    @Override
    public List<PluginResourceOverride> getResourceOverrides() {
        return List.of();
    }

    @Override
    public List<String> getMappingFiles() {
        return List.of();
    }
}
