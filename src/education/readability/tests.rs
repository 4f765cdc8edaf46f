//! What is counted, and what follows.

use super::*;

#[test]
fn english_syllables_are_counted() {
    for (word, expected) in [
        ("a", 1),
        ("the", 1),
        ("device", 2),
        ("phone", 1),
        ("organisation", 5),
        ("see", 1),
        ("your", 1),
        ("cannot", 2),
        ("message", 2),
        ("messages", 3),
        ("photos", 2),
        ("location", 3),
        ("used", 1),
        ("needed", 2),
        ("people", 2),
        ("table", 2),
        ("tables", 2),
        ("file", 1),
        ("files", 1),
        ("manager", 3),
        ("mobile", 2),
        ("serial", 3),
        ("video", 3),
        ("manual", 3),
        ("doesn’t", 2),
        ("can't", 1),
        ("yes", 1),
        ("places", 2),
        ("company", 3),
        ("passcode", 2),
        ("mdm", 3),
        ("12", 1),
        ("sign-in", 2),
        ("quality", 3),
        ("apps", 1),
        ("erased", 2),
        ("changes", 2),
        ("special", 2),
        ("whole", 1),
    ] {
        assert_eq!(syllables::count(word, Locale::En), expected, "{word}");
    }
}

#[test]
fn french_syllables_are_counted() {
    for (word, expected) in [
        ("votre", 1),
        ("appareil", 3),
        ("téléphone", 3),
        ("organisation", 5),
        ("voit", 1),
        ("voir", 1),
        ("ne", 1),
        ("que", 1),
        ("peut", 1),
        ("données", 2),
        ("messages", 2),
        ("photos", 2),
        ("localiser", 4),
        ("entreprise", 3),
        ("inscrire", 2),
        ("professionnel", 4),
        ("l’appareil", 3),
        ("aujourd’hui", 3),
        ("réinitialiser", 6),
        ("code", 1),
        ("écran", 2),
        ("personne", 2),
        ("peuvent", 1),
        ("seulement", 3),
        ("jamais", 2),
        ("toujours", 2),
        ("vidéo", 3),
        ("maïs", 2),
        ("qu’elle", 1),
        ("vie", 1),
        ("numéro", 3),
        ("appels", 2),
        ("navigation", 4),
        ("chiffré", 2),
    ] {
        let found = syllables::count(word, Locale::Fr);
        assert_eq!(found, expected, "{word}");
    }
}

#[test]
fn sentences_end_where_readers_stop() {
    let text = "One. Two 3.5 at a.example! \n- three\n\n« Four ? » five";
    let found: Vec<&str> = sentences(text).into_iter().map(|at| text.get(at).unwrap()).collect();
    assert_eq!(found, ["One.", "Two 3.5 at a.example!", "- three", "« Four ?", "» five"]);
}

/// By hand: 10 words, 2 sentences, 11 syllables.
#[test]
fn scores_follow_the_formulas() {
    let english = read("The cat sat on the mat. It was so happy.", Locale::En, Level::Plain);
    assert_eq!(english.count, Count { words: 10, sentences: 2, syllables: 11 });
    let expected = 0.39 * 5.0 + 11.8 * 1.1 - 15.59;
    assert!((english.score.unwrap() - expected).abs() < 1e-9);
    let french = read("Le chat dort. Il est content.", Locale::Fr, Level::Plain);
    assert_eq!(french.count, Count { words: 6, sentences: 2, syllables: 7 });
    let expected = 207.0 - 1.015 * 3.0 - 73.6 * 7.0 / 6.0;
    assert!((french.score.unwrap() - expected).abs() < 1e-9);
    assert_eq!(read(" \n - ", Locale::En, Level::Plain).score, None);
}

#[test]
fn hard_sentences_are_shown_the_hardest_first() {
    let text = "You can call us. The organisation administers configuration and compliance policies \
                automatically. Notwithstanding organisational responsibilities, administrators \
                systematically accumulate extraordinarily comprehensive information.";
    let found = read(text, Locale::En, Level::Usual);
    assert_eq!(found.hard.len(), 2);
    assert!(text.get(found.hard[0].at.clone()).unwrap().starts_with("Notwithstanding"));
    assert!(!Level::Usual.is_reached(Locale::En, found.score.unwrap()));
}
