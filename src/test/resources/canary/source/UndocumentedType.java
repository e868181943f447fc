package canary;

/** Documented, but what lies in it is not. */
public interface UndocumentedType {

    enum Answer {
        YES
    }
}
