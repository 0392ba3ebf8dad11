import com.sun.source.tree.*;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.*;

/** Compares pairs of Java files, whose names come in on lines: before, tab, after. Prints one line a difference. */
class Compare {
    public static void main(String[] args) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(System.in));
        int compared = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            var names = line.split("\t");
            var before = outline(names[0]);
            if (before == null) continue;
            compared++;
            if (!before.equals(outline(names[1]))) System.out.println("fault\t" + names[1] + "\tanother syntax tree");
        }
        System.out.println("compared\t" + compared);
    }

    /** Null for a file with errors. */
    static String outline(String name) throws Exception {
        var text = Files.readString(Path.of(name));
        var source = new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return text;
            }
        };
        var errors = new DiagnosticCollector<JavaFileObject>();
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, errors, List.of("-proc:none"), null, List.of(source));
        var out = new StringBuilder();
        for (var unit : task.parse()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void scan(Tree tree, Void unused) {
                    if (tree == null) return null;
                    out.append('(').append(tree.getKind());
                    if (tree instanceof IdentifierTree one) out.append(' ').append(one.getName());
                    if (tree instanceof LiteralTree one) out.append(' ').append(one.getValue());
                    if (tree instanceof MemberSelectTree one) out.append(' ').append(one.getIdentifier());
                    if (tree instanceof MethodTree one) out.append(' ').append(one.getName());
                    if (tree instanceof VariableTree one) out.append(' ').append(one.getName());
                    if (tree instanceof ClassTree one) out.append(' ').append(one.getSimpleName());
                    if (tree instanceof PrimitiveTypeTree one) out.append(' ').append(one.getPrimitiveTypeKind());
                    if (tree instanceof ModifiersTree one) out.append(' ').append(one.getFlags());
                    super.scan(tree, unused);
                    out.append(')');
                    return null;
                }
            }.scan(unit, null);
        }
        boolean isBroken = errors.getDiagnostics().stream().anyMatch(one -> one.getKind() == Diagnostic.Kind.ERROR);
        return isBroken ? null : out.toString();
    }
}
