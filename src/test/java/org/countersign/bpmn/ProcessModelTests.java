package org.countersign.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.countersign.workflow.support.ModelBean;
import org.countersign.workflow.support.ProcessError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

class ProcessModelTests {

    private static final List<ProcessFile> SHIPPED = ProcessFile.shipped();

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every shipped process keeps the rules of models")
    void shippedProcessesKeepEachRule(ProcessRule rule) {
        var world = world();
        assertThat(SHIPPED.stream()
                        .flatMap(file -> rule.violations(file, world).map(violation -> file + ": " + violation)))
                .isEmpty();
    }

    @Test
    @DisplayName("Every error that a delegate can throw is caught by some model")
    void everyErrorIsCaughtSomewhere() {
        var caught = SHIPPED.stream()
                .flatMap(file -> ProcessRule.caughtErrors(file).stream())
                .collect(Collectors.toSet());
        assertThat(caught).containsAll(errors());
    }

    @Test
    @DisplayName("Every form belongs to a user task")
    void everyFormBelongsToATask() {
        var used = SHIPPED.stream()
                .flatMap(file -> file.all(UserTask.class).stream())
                .map(UserTask::getCamundaFormRef)
                .collect(Collectors.toSet());
        assertThat(used).containsAll(names("forms", ".form"));
    }

    private static ModelWorld world() {
        return new ModelWorld(beans(), names("bpmn", ".bpmn"), names("dmn", ".dmn"), names("forms", ".form"), errors());
    }

    /** What the allow-list of the engine's configuration lets models name. */
    private static Map<String, Class<?>> beans() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        var names = new AnnotationBeanNameGenerator();
        var registry = new SimpleBeanDefinitionRegistry();
        var beans = new HashMap<String, Class<?>>();
        for (var bean : scanner.findCandidateComponents("org.countersign.workflow")) {
            var type = ClassUtils.resolveClassName(bean.getBeanClassName(), null);
            if (JavaDelegate.class.isAssignableFrom(type)
                    || TaskListener.class.isAssignableFrom(type)
                    || ExecutionListener.class.isAssignableFrom(type)
                    || type.isAnnotationPresent(ModelBean.class)) {
                beans.put(names.generateBeanName(bean, registry), type);
            }
        }
        return beans;
    }

    private static Set<String> errors() {
        return Arrays.stream(ProcessError.values()).map(Enum::name).collect(Collectors.toSet());
    }

    private static Set<String> names(String directory, String suffix) {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            return Set.of();
        }
    }
}
