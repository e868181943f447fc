package org.countersign.workflow.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.TaskView;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

/** The filters between the security chains and the engine. */
@Configuration(proxyBeanMethods = false)
class EngineDoors {

    private static final int AFTER_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

    @Bean
    FilterRegistrationBean<EngineActorFilter> engineActorFilter(IdentityService identity) {
        var registration = new FilterRegistrationBean<>(new EngineActorFilter(identity));
        registration.addUrlPatterns("/engine-rest/*", "/api/*");
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BoundedQueriesFilter> boundedQueriesFilter(
            @Value("${camunda.bpm.generic-properties.properties.queryMaxResultsLimit}") int limit) {
        var registration = new FilterRegistrationBean<>(new BoundedQueriesFilter(limit));
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    @Bean
    FilterRegistrationBean<SignOutFilter> signOutFilter() {
        var registration = new FilterRegistrationBean<>(new SignOutFilter());
        registration.addUrlPatterns("/camunda/api/admin/auth/user/*");
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OneSignInFilter> oneSignInFilter() {
        var registration = new FilterRegistrationBean<>(new OneSignInFilter());
        registration.setName("Container Based Authentication Filter");
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(AFTER_SECURITY + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<FormLanguageFilter> formLanguageFilter(
            ObjectMapper json, MessageSource texts, LocaleResolver readers, TaskService tasks, EngineGateway engine) {
        var registration = new FilterRegistrationBean<>(new FormLanguageFilter(
                new FormLanguage(json, texts),
                readers,
                task -> engine.asProduct(
                        () -> TaskView.explanations(tasks.getVariablesLocal(task, List.of(TaskView.EXPLANATIONS))
                                .get(TaskView.EXPLANATIONS)))));
        registration.addUrlPatterns("/camunda/api/engine/*");
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }
}
