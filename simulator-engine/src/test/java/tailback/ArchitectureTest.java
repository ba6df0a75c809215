package tailback;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dependencies point one way, and the model is a pure function: the packages that a run is made of
 * see no file, no thread, no reflection and no wall clock.
 */
final class ArchitectureTest {

  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("tailback");

  /** What a run is made of. */
  private static final String[] MODEL = {
    "tailback.kernel..", "tailback.queueing..", "tailback.program..", "tailback.component.."
  };

  /** Methods of {@code Math} whose results may differ between JVMs: all within an ulp or two. */
  private static final DescribedPredicate<HasName> LAST_BIT =
      nameMatching(
          "sin|cos|tan|asin|acos|atan2?|sinh|cosh|tanh|exp|expm1|log(10|1p)?|pow|cbrt|hypot");

  @ParameterizedTest(name = "{0} knows only {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel     |",
        "metric     | kernel",
        "journal    | kernel",
        "queueing   | kernel",
        "program    | kernel queueing",
        "component  | kernel queueing program metric journal",
        "scenario   | kernel queueing program metric journal component",
        "experiment | kernel queueing program metric journal component scenario",
        "cli        | kernel queueing program metric journal component scenario experiment",
      })
  void dependenciesPointOneWay(String name, String known) {
    List<String> allowed = new ArrayList<>(List.of("tailback." + name + ".."));
    if (known != null) {
      for (String other : known.split(" ")) {
        allowed.add("tailback." + other + "..");
      }
    }
    hold(
        noClasses()
            .that(resideInAPackage("tailback." + name + ".."))
            .should()
            .dependOnClassesThat(
                resideInAPackage("tailback..")
                    .and(
                        DescribedPredicate.not(
                            resideInAnyPackage(allowed.toArray(String[]::new))))));
  }

  @Test
  void everyClass_belongsToAPackageOfTheDesign() {
    hold(
        classes()
            .should()
            .resideInAnyPackage(
                "tailback.kernel..",
                "tailback.queueing..",
                "tailback.program..",
                "tailback.component..",
                "tailback.scenario..",
                "tailback.experiment..",
                "tailback.metric..",
                "tailback.journal..",
                "tailback.cli.."));
  }

  @Test
  void model_usesOnlyTheCoreOfTheJdk() {
    hold(
        classes()
            .that(resideInAnyPackage(MODEL))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(MODEL)
                    .or(resideInAnyPackage("tailback.metric..", "tailback.journal.."))
                    .or(
                        resideInAnyPackage(
                            "java.lang",
                            "java.lang.annotation",
                            "java.lang.invoke", // what records and lambdas are compiled to
                            "java.lang.runtime",
                            "java.util",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream"))
                    .or(JavaClass.Predicates.equivalentTo(Duration.class))
                    .as("the model and the core of the JDK")));
  }

  @Test
  void model_startsNoThreadAndReadsNoClock() {
    hold(
        noClasses()
            .that(resideInAnyPackage(MODEL))
            .should()
            .dependOnClassesThat(oneOf(Thread.class, ThreadLocal.class, Runtime.class))
            .orShould()
            .dependOnClassesThat(oneOf(Process.class, ProcessBuilder.class, ClassLoader.class))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime"));
  }

  @Test
  void model_drawsOnlyFromItsStreams() {
    hold(
        noClasses()
            .that(resideInAnyPackage(MODEL))
            .should()
            .dependOnClassesThat(oneOf(java.util.Random.class, java.util.SplittableRandom.class))
            .orShould()
            .dependOnClassesThat(oneOf(java.util.UUID.class))
            .orShould()
            .callMethod(Math.class, "random"));
  }

  /** Where a JVM may choose the last bit, {@code StrictMath} says which. */
  @Test
  void engine_computesTheSameOnEveryJvm() {
    hold(
        noClasses()
            .should()
            .accessTargetWhere(
                target(owner(JavaClass.Predicates.equivalentTo(Math.class)))
                    .and(target(LAST_BIT))));
  }

  @Test
  void engine_isNamedForIdeas() {
    hold(noClasses().should().haveNameMatching(".*\\.(Abstract\\w+|\\w+(Impl|Manager|Utils?))"));
  }

  private static DescribedPredicate<JavaClass> oneOf(Class<?>... classes) {
    return JavaClass.Predicates.belongToAnyOf(classes);
  }

  /** Packages that nobody has written yet break no rule. */
  private static void hold(ArchRule rule) {
    rule.allowEmptyShould(true).check(ENGINE);
  }
}
