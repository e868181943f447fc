package org.countersign.workflow.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import org.camunda.bpm.engine.rest.hal.Hal;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.camunda.spin.json.SpinJsonNode;

/**
 * Writes JSON variables over the engine's REST as the JSON that they are; the engine would write what its library can tell of
 * them ({@code {"boolean": false, "nodeType": ...}}). Created by the JAX-RS applications.
 */
@Provider
@Produces({MediaType.APPLICATION_JSON, Hal.APPLICATION_HAL_JSON})
public class PlainJson extends JacksonConfigurator {

    private static final ObjectMapper MAPPER = configureObjectMapper(new ObjectMapper())
            .registerModule(new SimpleModule().addSerializer(SpinJsonNode.class, new AsItIs()));

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return MAPPER;
    }

    private static final class AsItIs extends JsonSerializer<SpinJsonNode> {

        @Override
        public void serialize(SpinJsonNode node, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRawValue(node.toString());
        }
    }
}
