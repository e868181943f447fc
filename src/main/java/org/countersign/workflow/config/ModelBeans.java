package org.countersign.workflow.config;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.workflow.support.ModelBean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * The beans that expressions in models may name: delegates and listeners of the workflow module, and what is marked as
 * {@link ModelBean}. Nothing else of the application is visible there.
 */
@Component
class ModelBeans {

    private static final String HOME = "org.countersign.workflow.";

    private final ListableBeanFactory beans;

    ModelBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The class behind a name, or null where models see no such bean. Creates nothing. */
    @Nullable
    Class<?> typeOf(String name) {
        if (!beans.containsBean(name)) {
            return null;
        }
        var type = beans.getType(name, false);
        if (type == null) {
            return null;
        }
        var user = ClassUtils.getUserClass(type);
        return isForModels(user) ? user : null;
    }

    /** Whether this object may be used by models because of its class. */
    static boolean isForModels(Class<?> type) {
        return type.getName().startsWith(HOME)
                && (JavaDelegate.class.isAssignableFrom(type)
                        || TaskListener.class.isAssignableFrom(type)
                        || ExecutionListener.class.isAssignableFrom(type)
                        || AnnotationUtils.findAnnotation(type, ModelBean.class) != null);
    }

    /** The same as the engine wants it: a map from names to beans, each looked up when it is asked for. */
    Map<Object, Object> asMap() {
        return new AbstractMap<>() {
            @Override
            public boolean containsKey(@Nullable Object key) {
                return key instanceof String name && typeOf(name) != null;
            }

            @Override
            public @Nullable Object get(@Nullable Object key) {
                return key instanceof String name && typeOf(name) != null ? beans.getBean(name) : null;
            }

            @Override
            public Set<Entry<Object, Object>> entrySet() {
                return Set.of();
            }
        };
    }
}
