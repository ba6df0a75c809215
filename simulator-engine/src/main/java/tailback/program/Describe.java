package tailback.program;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of one key of the scenario file what it means and what holds when it is absent; the reader,
 * the JSON Schema and the manual all take it from here. Directives of parts stand on the part's
 * card instead.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Describe {

  /** What it means, one sentence. */
  String value();

  /**
   * The value when the key is absent, as the file would write it; empty: none, the key is optional.
   */
  String absent() default "";

  /** Whether the key must be there. */
  boolean required() default false;

  /** Whether its number is a share of 1, so that {@code 70%} will do. */
  boolean share() default false;

  /** What a bare number means, as in the unit column of a card: {@code s} or {@code ms}. */
  String unit() default "";

  /** The least of a count. */
  long least() default 0;
}
