package org.countersign.workflow.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.impl.el.CommandContextFunctions;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Expressions of models: they see variables, the execution or task, and the named beans of {@link ModelBeans}, and may
 * call on them what {@link Members} lists. A bean wins over a variable of the same name, for variables can be set by
 * whoever completes a task.
 */
class ModelExpressionManager extends JuelExpressionManager {

    private static final Method GROUPS =
            Objects.requireNonNull(ReflectionUtils.findMethod(RightsOfEverybody.class, "groups"));

    static {
        ReflectionUtils.makeAccessible(GROUPS);
    }

    ModelExpressionManager(Map<Object, Object> beans) {
        super(beans);
    }

    /** The engine tells its functions here when it starts; in place of one of them stands ours. */
    @Override
    public void addFunction(String name, Method function) {
        super.addFunction(name, name.equals(CommandContextFunctions.CURRENT_USER_GROUPS) ? GROUPS : function);
    }

    @Override
    protected ELResolver createElResolver() {
        var resolvers = new CompositeELResolver();
        resolvers.add(new ReadOnlyMapELResolver(beans));
        resolvers.add(new VariableScopeElResolver());
        resolvers.add(new VariableContextElResolver());
        resolvers.add(new ListedMembers());
        resolvers.add(new ArrayELResolver(true));
        resolvers.add(new ListELResolver(true));
        resolvers.add(new MapELResolver(true));
        resolvers.add(new BeanELResolver(true));
        return resolvers;
    }

    /** Stands before the resolvers that reflect: lets pass what is listed, and refuses everything else. */
    private static final class ListedMembers extends BeanELResolver {

        private ListedMembers() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
            if (base == null || isElement(base, property)) {
                return null;
            }
            demandListed(base, property);
            return isBean(base) ? call(context, base, String.valueOf(property), new Object[0]) : null;
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
            if (base != null && !isElement(base, property)) {
                demandListed(base, property);
            }
            return null;
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
            return true;
        }

        @Override
        public void setValue(
                ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
            if (base != null) {
                throw new ELException("Expressions of models change nothing");
            }
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                @Nullable Object method,
                Class<?> @Nullable [] types,
                @Nullable Object @Nullable [] values) {
            if (base == null) {
                return null;
            }
            demandListed(base, method);
            return isBean(base)
                    ? call(context, base, String.valueOf(method), values == null ? new Object[0] : values)
                    : null;
        }

        /** An element of a list, an array or a map, which is data and no member. */
        private static boolean isElement(Object base, @Nullable Object property) {
            return base instanceof Map<?, ?>
                    || base.getClass().isArray()
                    || (base instanceof java.util.List<?> && property instanceof Number);
        }

        private static boolean isBean(Object base) {
            return ModelBeans.isForModels(ClassUtils.getUserClass(base));
        }

        private static void demandListed(Object base, @Nullable Object member) {
            if (!(member instanceof String name) || !Members.allowed(base, name)) {
                throw new ELException("Models may not use \"" + member + "\" of a "
                        + ClassUtils.getUserClass(base).getSimpleName());
            }
        }

        private static @Nullable Object call(ELContext context, Object bean, String name, @Nullable Object[] values) {
            var method = Members.methodsOf(ClassUtils.getUserClass(bean), name).stream()
                    .filter(candidate -> candidate.getParameterCount() == values.length)
                    .findFirst()
                    .orElseThrow(() -> new ELException("No method " + name + " with " + values.length + " arguments"));
            context.setPropertyResolved(true);
            return call(context, bean, method, values);
        }

        private static @Nullable Object call(ELContext context, Object bean, Method method, @Nullable Object[] values) {
            var factory = (ExpressionFactory) context.getContext(ExpressionFactory.class);
            var arguments = new @Nullable Object[values.length];
            for (int i = 0; i < values.length; i++) {
                arguments[i] = factory.coerceToType(values[i], method.getParameterTypes()[i]);
            }
            try {
                method.setAccessible(true);
                return method.invoke(bean, arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new ELException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new ELException(e);
            }
        }
    }
}
