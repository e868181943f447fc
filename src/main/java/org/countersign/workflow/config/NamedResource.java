package org.countersign.workflow.config;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;

/**
 * A shipped model under its bare file name, wherever the classes lie: the engine would take the absolute path when the
 * server runs from a directory, and deploy everything anew when it next runs from its jar.
 */
class NamedResource extends AbstractResource implements ContextResource {

    private final Resource resource;
    private final String name;

    NamedResource(Resource resource, String name) {
        this.resource = resource;
        this.name = name;
    }

    @Override
    public String getPathWithinContext() {
        return name;
    }

    @Override
    public String getFilename() {
        return name;
    }

    @Override
    public String getDescription() {
        return resource.getDescription();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return resource.getInputStream();
    }
}
