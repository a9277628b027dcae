package org.hearhear;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
import org.jspecify.annotations.NullMarked;

/** Holds the arrows of the package map, and what is deliberately absent. */
@AnalyzeClasses(packages = "org.hearhear", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theArrowsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wire")
          .definedBy("org.hearhear.wire..")
          .layer("config")
          .definedBy("org.hearhear.config..")
          .layer("metrics")
          .definedBy("org.hearhear.metrics..")
          .layer("storage")
          .definedBy("org.hearhear.storage..")
          .layer("journal")
          .definedBy("org.hearhear.journal..")
          .layer("fanout")
          .definedBy("org.hearhear.fanout..")
          .layer("live")
          .definedBy("org.hearhear.live..")
          .layer("account")
          .definedBy("org.hearhear.account..")
          .layer("presence")
          .definedBy("org.hearhear.presence..")
          .layer("attachment")
          .definedBy("org.hearhear.attachment..")
          .layer("dm")
          .definedBy("org.hearhear.dm..")
          .layer("upvote")
          .definedBy("org.hearhear.upvote..")
          .layer("door")
          .definedBy("org.hearhear.door..")
          .layer("ops")
          .definedBy("org.hearhear.ops..")
          .layer("verify")
          .definedBy("org.hearhear.verify..")
          .whereLayer("wire")
          .mayNotAccessAnyLayer()
          .whereLayer("config")
          .mayNotAccessAnyLayer()
          .whereLayer("metrics")
          .mayNotAccessAnyLayer()
          .whereLayer("storage")
          .mayOnlyAccessLayers("wire", "config")
          .whereLayer("journal")
          .mayOnlyAccessLayers("wire", "config", "storage")
          .whereLayer("fanout")
          .mayOnlyAccessLayers("wire", "config", "storage")
          .whereLayer("live")
          .mayOnlyAccessLayers("wire", "config", "fanout")
          .whereLayer("account")
          .mayOnlyAccessLayers("wire", "config", "storage", "fanout")
          .whereLayer("presence")
          .mayOnlyAccessLayers("wire", "config", "storage", "fanout", "live", "account")
          .whereLayer("attachment")
          .mayOnlyAccessLayers("wire", "config", "storage", "live", "account")
          .whereLayer("dm")
          .mayOnlyAccessLayers(
              "wire",
              "config",
              "storage",
              "journal",
              "fanout",
              "live",
              "account",
              "presence",
              "attachment")
          .whereLayer("upvote")
          .mayOnlyAccessLayers(
              "wire", "config", "metrics", "storage", "journal", "fanout", "live", "account")
          .whereLayer("door")
          .mayOnlyAccessLayers("wire", "config", "live", "account")
          .whereLayer("ops")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("verify")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule theVerifierRunsWithoutUs =
      classes()
          .that()
          .resideInAPackage("org.hearhear.verify..")
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.hearhear.verify..", "java..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.hearhear.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule webSocketsAreKnownToTheEndpointsAndLiveOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.hearhear.live..")
          .and()
          .haveSimpleNameNotEndingWith("Endpoint")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.websocket..");

  @ArchTest
  static final ArchRule sqlIsWrittenInStoresOnly =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .and()
          .resideOutsideOfPackage("org.hearhear.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jdbi.v3.core.statement..")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..");

  @ArchTest
  static final ArchRule nothingOfTheServerIsTakenThatIsNotTheSameOnBoth =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ejb..",
              "jakarta.persistence..",
              "jakarta.json.bind..",
              "com.fasterxml..",
              "java.util.logging..",
              "org.slf4j..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.servlet.http.HttpSession");

  @ArchTest
  static final ArchRule nothingIsWrittenPastTheLog =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.hearhear.verify..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(
              ".*\\.(\\w*(Manager|Service|Helper|Util|Utils|Impl|DTO)|(Default|Abstract)\\w+)");

  @ArchTest
  static final ArchRule nothingStaticChanges =
      fields()
          .that()
          .areStatic()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .beFinal()
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule nothingStaticIsAPlaceToKeepThings =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType("java.util.ArrayList")
          .orShould()
          .haveRawType("java.util.HashMap")
          .orShould()
          .haveRawType("java.util.concurrent.ConcurrentHashMap");

  @ArchTest
  static final ArchRule endpointsKeepNothingButWhatIsInjected =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(ServerEndpoint.class)
          .should()
          .beAnnotatedWith(Inject.class);

  @ArchTest
  static void everyPackageSaysWhatItIs(JavaClasses classes) {
    assertThat(classes.stream().map(type -> type.getPackage()).distinct())
        .allSatisfy(
            each ->
                assertThat(each.isAnnotatedWith(NullMarked.class))
                    .as("package-info of " + each.getName() + " with @NullMarked")
                    .isTrue());
  }
}
