package org.countersign.support;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Moves a {@link CoreTest} to a schema of its own on MariaDB. */
public class CoreOnMariaDb implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=jdbc:mariadb://127.0.0.1:" + MariaDb.port() + "/" + MariaDb.newSchema(),
                        "spring.datasource.username=root",
                        "spring.datasource.password=")
                .applyTo(context);
    }
}
