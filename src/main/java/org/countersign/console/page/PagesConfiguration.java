package org.countersign.console.page;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How pages are made. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<PageModel> model;

    PagesConfiguration(ObjectProvider<PageModel> model) {
        this.model = model;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(model.getObject()).excludePathPatterns("/api/**", "/assets/**", "/webjars/**");
    }

    @Bean
    LocaleResolver localeResolver(Readers readers) {
        return new PageLanguage(readers);
    }
}
