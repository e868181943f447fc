package org.countersign.support;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.domain.EntityScan;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The product without engine and processes, see {@link CoreTest}. No component, so that the whole product never finds it. */
@EnableAutoConfiguration(
        excludeName = {
            "org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration",
            "org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration",
            "org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration"
        })
@ComponentScan(
        basePackages = {
            "org.countersign.shared",
            "org.countersign.audit",
            "org.countersign.currency",
            "org.countersign.people",
            "org.countersign.supplier",
            "org.countersign.catalog"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@EntityScan({"org.countersign.currency", "org.countersign.people", "org.countersign.supplier", "org.countersign.catalog"
})
@EnableJpaRepositories({
    "org.countersign.currency",
    "org.countersign.people",
    "org.countersign.supplier",
    "org.countersign.catalog"
})
public class CoreApplication {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    InMemoryDirectory directory() {
        return new InMemoryDirectory();
    }
}
