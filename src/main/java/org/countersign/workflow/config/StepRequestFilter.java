package org.countersign.workflow.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.countersign.workflow.approval.StepRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Stands before the calls that answer a task or take it, in both applications of the engine's REST. What is no answer,
 * because the task is handed to somebody or something is asked first, is done by the product and never becomes one; and
 * nobody takes a task whose answer would be refused.
 */
@Configuration(proxyBeanMethods = false)
class StepRequestFilter {

    @Bean
    static BeanFactoryPostProcessor stepRequestFilterBeforeTheApplications() {
        return beans -> CamundaRestResources.getConfigurationClasses().add(BeforeAnAnswer.class);
    }

    /** Looks at what is sent. Created by the JAX-RS applications. */
    public static class BeforeAnAnswer implements ContainerRequestFilter {

        private static final List<String> ANSWERS = List.of("complete", "submit-form");
        private static final List<String> TAKINGS = List.of("claim", "unclaim", "resolve");
        private static final ObjectMapper JSON = new ObjectMapper();

        @Context
        private @Nullable ServletContext servlets;

        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            var segments = request.getUriInfo().getPathSegments().stream()
                    .map(PathSegment::getPath)
                    .toList();
            var task = EngineRefusals.taskIn(segments);
            if (servlets == null || task == null || !request.getMethod().equals("POST")) {
                return;
            }
            var call = segments.get(segments.size() - 1);
            var taking = TAKINGS.contains(call);
            if (!taking
                    && (!ANSWERS.contains(call)
                            || !MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType()))) {
                return;
            }
            var requests = WebApplicationContextUtils.getRequiredWebApplicationContext(servlets)
                    .getBean(StepRequests.class);
            var body = request.getEntityStream().readAllBytes();
            request.setEntityStream(new ByteArrayInputStream(body));
            if (taking) {
                requests.taken(task, call.equals("claim") ? named(body) : null);
            } else if (requests.handled(task, sent(body))) {
                request.abortWith(Response.noContent().build());
            }
        }

        private static @Nullable String named(byte[] body) throws IOException {
            try {
                return JSON.readTree(body).path("userId").textValue();
            } catch (JsonProcessingException e) {
                return null;
            }
        }

        /** What is no readable JSON is refused by the engine itself. */
        private static Map<String, @Nullable Object> sent(byte[] body) throws IOException {
            Map<String, @Nullable Object> sent = new HashMap<>();
            try {
                JsonNode variables = JSON.readTree(body).path("variables");
                variables.properties().forEach(variable -> {
                    var value = variable.getValue().path("value");
                    sent.put(variable.getKey(), value.isTextual() ? value.asText() : null);
                });
            } catch (JsonProcessingException e) {
                return sent;
            }
            return sent;
        }
    }
}
