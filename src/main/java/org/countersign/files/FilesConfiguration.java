package org.countersign.files;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FileSettings.class)
class FilesConfiguration {

    @Bean
    @ConditionalOnExpression("!'${countersign.files.clamd.host:}'.isBlank()")
    ClamdScanner clamdScanner(FileSettings settings) {
        var clamd = settings.clamd();
        return new ClamdScanner(clamd.host(), clamd.port(), clamd.timeout());
    }
}
