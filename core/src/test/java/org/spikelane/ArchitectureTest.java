package org.spikelane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The map in docs/architecture.md is the truth about the code. */
class ArchitectureTest {

  private static final String ROOT = "org.spikelane.";
  private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.spikelane");

  @Test
  void everyPackageIsOnTheMap() throws IOException {
    Set<String> packages =
        classes.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(ROOT))
            .map(ArchitectureTest::place)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(packages, map().keySet());
  }

  @Test
  void aPackageKnowsOnlyWhatTheMapAllows() throws IOException {
    Map<String, Set<String>> map = map();
    Set<String> violations = new TreeSet<>();
    for (JavaClass c : classes) {
      if (!c.getPackageName().startsWith(ROOT)) {
        continue;
      }
      String from = place(c.getPackageName());
      for (Dependency dependency : c.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (!target.startsWith(ROOT)) {
          continue;
        }
        String to = place(target);
        if (!to.equals(from) && !map.get(from).contains(to)) {
          violations.add(dependency.getDescription());
        }
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void onlyTheSimdPackageUsesTheVectorApi() {
    Set<String> users =
        classes.stream()
            .filter(
                c ->
                    c.getDirectDependenciesFromSelf().stream()
                        .anyMatch(
                            d ->
                                d.getTargetClass()
                                    .getBaseComponentType()
                                    .getPackageName()
                                    .startsWith("jdk.incubator")))
            .map(JavaClass::getPackageName)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    assertEquals(Set.of(ROOT + "kernel.simd"), users);
  }

  /** But the progress that a user asks for. */
  @Test
  void nothingPrintsToTheConsole() {
    Set<String> printing =
        classes.stream()
            .flatMap(c -> c.getFieldAccessesFromSelf().stream())
            .filter(a -> a.getTargetOwner().getName().equals("java.lang.System"))
            .filter(a -> !a.getOrigin().getFullName().equals(ROOT + "network.Progress.console()"))
            .map(Object::toString)
            .collect(Collectors.toSet());
    assertEquals(Set.of(), printing);
  }

  private static String place(String packageName) {
    return packageName.substring(ROOT.length());
  }

  /** The table's rows: a package, and the packages it may know. */
  private static Map<String, Set<String>> map() throws IOException {
    Map<String, Set<String>> map = new TreeMap<>();
    String page = Files.readString(Repository.file("docs/architecture.md"));
    String table = page.substring(page.indexOf("## Packages"), page.indexOf("## One tick"));
    for (String line : table.lines().filter(l -> l.startsWith("| `")).toList()) {
      String[] cells = line.split("\\|");
      map.put(names(cells[1]).iterator().next(), names(cells[3]));
    }
    assertTrue(map.size() >= 3, "rows read: " + map);
    return map;
  }

  private static Set<String> names(String cell) {
    Matcher matcher = NAME.matcher(cell);
    Set<String> names = new TreeSet<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
