package org.countersign.workflow.config;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandler;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.ProcessEngineExceptionHandler;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.rest.exception.RestExceptionHandler;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Puts {@link EngineRefusals} into both applications that answer the engine's REST, {@code /engine-rest} and the web
 * applications' {@code /camunda/api/engine}: they share one list of classes.
 */
@Configuration(proxyBeanMethods = false)
class EngineRefusalMappers {

    @Bean
    static BeanFactoryPostProcessor engineRefusalMappersBeforeTheApplications() {
        return beans -> {
            var classes = CamundaRestResources.getConfigurationClasses();
            classes.remove(ProcessEngineExceptionHandler.class);
            classes.remove(RestExceptionHandler.class);
            classes.remove(ExceptionHandler.class);
            classes.remove(JacksonConfigurator.class);
            classes.add(PlainJson.class);
            classes.add(OfTheEngine.class);
            classes.add(OfItsRest.class);
            classes.add(OfAnything.class);
        };
    }

    /** Maps what the engine throws. Created by the JAX-RS applications. */
    public static class OfTheEngine extends Mapper<ProcessEngineException> {}

    /** Maps what the engine's REST resources make of it. Created by the JAX-RS applications. */
    public static class OfItsRest extends Mapper<RestException> {}

    /** Maps everything else. Created by the JAX-RS applications. */
    public static class OfAnything extends Mapper<Throwable> {}

    /** Asks {@link EngineRefusals}. */
    public abstract static class Mapper<T extends Throwable> implements ExceptionMapper<T> {

        @Context
        private @Nullable ServletContext servlets;

        @Context
        private @Nullable UriInfo uri;

        @Override
        public Response toResponse(T failure) {
            var answer = servlets == null || uri == null
                    ? null
                    : WebApplicationContextUtils.getRequiredWebApplicationContext(servlets)
                            .getBean(EngineRefusals.class)
                            .answerTo(
                                    failure,
                                    uri.getPathSegments().stream()
                                            .map(PathSegment::getPath)
                                            .toList());
            return answer == null
                    ? ExceptionHandlerHelper.getInstance().getResponse(failure)
                    : Response.status(answer.status())
                            .entity(answer.body())
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .build();
        }
    }
}
