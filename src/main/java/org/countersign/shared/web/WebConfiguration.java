package org.countersign.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import java.util.List;
import org.countersign.shared.Restores;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all controllers share: their common parameters, and the filters in front of {@code /api/v1}. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** Behind Spring Security, which knows who calls. */
    private static final int BEHIND_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 10;

    private final ObjectProvider<ObjectMapper> json;
    private final ObjectProvider<PlatformTransactionManager> transactions;

    WebConfiguration(ObjectProvider<ObjectMapper> json, ObjectProvider<PlatformTransactionManager> transactions) {
        this.json = json;
        this.transactions = transactions;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ActorResolver());
        resolvers.add(new PageQueryResolver());
        resolvers.add(new IfMatchResolver(json, transactions));
    }

    /** Bodies are JSON, or bytes that a controller reads itself; libraries on the class path would add YAML and XML. */
    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.removeIf(converter -> converter instanceof AbstractJackson2HttpMessageConverter
                && !(converter instanceof MappingJackson2HttpMessageConverter));
    }

    @Bean
    FilterRegistrationBean<Filter> bodyLimitFilter(@Value("${countersign.api.max-body-size:20MB}") DataSize limit) {
        return inFrontOfApi(new BodyLimitFilter(limit.toBytes()), "bodyLimitFilter", 0);
    }

    @Bean
    FilterRegistrationBean<Filter> entityTagFilter() {
        return inFrontOfApi(new EntityTagFilter(), "entityTagFilter", 1);
    }

    @Bean
    FilterRegistrationBean<Filter> idempotencyFilter(IdempotencyKeys keys) {
        return inFrontOfApi(new IdempotencyFilter(keys, json), "idempotencyFilter", 2);
    }

    @Bean
    FilterRegistrationBean<Filter> holdFilter(Restores restores) {
        var registration = new FilterRegistrationBean<Filter>(new HoldFilter(restores, json));
        registration.setName("holdFilter");
        registration.addUrlPatterns("/*");
        registration.setOrder(BEHIND_SECURITY - 1);
        return registration;
    }

    private static FilterRegistrationBean<Filter> inFrontOfApi(Filter filter, String name, int place) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.addUrlPatterns("/api/v1/*");
        registration.setOrder(BEHIND_SECURITY + place);
        return registration;
    }
}
