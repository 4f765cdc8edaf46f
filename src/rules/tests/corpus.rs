//! Every rule of the corpus gets the verdict that its source gives.

use super::{Target, examined, is_valid};

#[test]
fn verdicts_of_the_corpus() {
    let corpus = include_str!("../../../tests/data/rules/corpus.tsv");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in corpus.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [verdict, target, _, rule, _] = fields.as_slice() else { panic!("{line}") };
        let target = if *target == "device" { Target::Device } else { Target::User };
        let parse = examined(target, &rule.replace("\\n", "\n"));
        if is_valid(&parse) != (*verdict == "valid") {
            wrong.push(format!("{verdict}: {rule}\n    {:?}", parse.diagnostics));
        }
        count += 1;
    }
    assert_eq!(count, 120);
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
